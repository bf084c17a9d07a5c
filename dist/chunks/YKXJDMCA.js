const require = process.getBuiltinModule;
import{d as o}from"./KKQYS4NZ.js";import"./ZCEPUEPT.js";import"./P2AG5MLB.js";import"./2A3JXBZR.js";import"./GR3XC56C.js";import"./4EBTUUPX.js";import"./3IIA3QXX.js";import"./ZONMZHEA.js";import"./DW57ADEW.js";import"./YWS3D3TI.js";import"./3TEB5HGX.js";import"./GR3FUUCU.js";export{o as createDiscovery};
