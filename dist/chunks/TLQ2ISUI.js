const require = process.getBuiltinModule;
import{d as o}from"./NR4C233J.js";import"./ZCEPUEPT.js";import"./7B6XFSA3.js";import"./Z5EOY7KH.js";import"./O4FWQVE3.js";import"./MEH37FVK.js";import"./WAFP57ZF.js";import"./O2NHXYST.js";import"./CXRDIKGR.js";import"./KPES65Z6.js";export{o as createDiscovery};
