const require = process.getBuiltinModule;
import{d as o}from"./DSNPZU5D.js";import"./ZCEPUEPT.js";import"./XNFSHI4E.js";import"./LLXOURUM.js";import"./WYKRWGNJ.js";import"./ZPRBAJRL.js";import"./J32AONTV.js";import"./T63JIHWB.js";import"./CWOTP5XP.js";import"./5XE54QTL.js";export{o as createDiscovery};
