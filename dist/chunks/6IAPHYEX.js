const require = process.getBuiltinModule;
import{d as o}from"./Z4TCGRKK.js";import"./ZCEPUEPT.js";import"./F22JKDYR.js";import"./OXPMVKCX.js";import"./K7C7V6WP.js";import"./SZ4LQMGS.js";import"./3VHTOYP3.js";import"./PV3GRVEA.js";import"./FSIKKWOZ.js";import"./WHWEYJDU.js";import"./B7QUERSQ.js";import"./BFM2I6LO.js";export{o as createDiscovery};
