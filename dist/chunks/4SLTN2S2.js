const require = process.getBuiltinModule;
import{d as o}from"./ZMUMU2OA.js";import"./ZCEPUEPT.js";import"./FMXCM5QR.js";import"./VCLLXBRS.js";import"./ZOCIS53L.js";import"./RM7MVQME.js";import"./JDFK5X25.js";import"./GLD4BPLM.js";import"./3ZL5EZ4F.js";import"./CYUTQS7A.js";import"./Q2FHGVBQ.js";import"./QCDXE4T2.js";export{o as createDiscovery};
