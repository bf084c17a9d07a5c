const require = process.getBuiltinModule;
import{d as o}from"./ZFR43JMB.js";import"./ZCEPUEPT.js";import"./RIVPNBIX.js";import"./564PMMJP.js";import"./GNUE2726.js";import"./BZMFPYMN.js";import"./X36PPTPI.js";import"./JAXP3X6C.js";import"./VJ7OWKET.js";import"./LQ5UGVCA.js";import"./WMYQXYQB.js";import"./JEO6STYQ.js";export{o as createDiscovery};
