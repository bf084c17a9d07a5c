const require = process.getBuiltinModule;
import{d as o}from"./WTWHYO3C.js";import"./ZCEPUEPT.js";import"./BFX3AG7B.js";import"./VCZYXNMU.js";import"./A46MSOB7.js";import"./OLZDHIP7.js";import"./2ZW4DKWS.js";import"./DOIX75ZK.js";import"./6BO5WU6E.js";import"./YRCFMLRM.js";import"./ADAOCZGE.js";import"./JKL3NBXB.js";export{o as createDiscovery};
