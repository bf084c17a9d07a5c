const require = process.getBuiltinModule;
import{d as o}from"./SUMJTHBR.js";import"./ZCEPUEPT.js";import"./DG32ZSB3.js";import"./LYYKXRM2.js";import"./PVISCADS.js";import"./J5EDZM3B.js";import"./C4UJFOMH.js";import"./PSA52S5L.js";import"./VKIECHUW.js";import"./ZYMS4T6N.js";import"./ESXKLDC3.js";import"./KQKZ42XE.js";export{o as createDiscovery};
