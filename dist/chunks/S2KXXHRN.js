const require = process.getBuiltinModule;
import{d as o}from"./SMMM3QRH.js";import"./ZCEPUEPT.js";import"./O7JDGNRH.js";import"./NSC62N6C.js";import"./6JQQ75JR.js";import"./537PZSZ7.js";import"./HO242H7F.js";import"./B6LDVPL2.js";import"./OVBUFDA2.js";import"./2SRIS3O4.js";import"./S32KFNF3.js";import"./AIQ63J7N.js";export{o as createDiscovery};
