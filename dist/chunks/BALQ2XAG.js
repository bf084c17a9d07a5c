const require = process.getBuiltinModule;
import{d as o}from"./EL7DUE56.js";import"./ZCEPUEPT.js";import"./U364PVDT.js";import"./7OSMGEUK.js";import"./ODKVLN2Z.js";import"./7U24FDEI.js";import"./RF6ICJ5C.js";import"./5ALQB7W7.js";import"./6ZDW5THW.js";import"./GNN5Q5DW.js";export{o as createDiscovery};
