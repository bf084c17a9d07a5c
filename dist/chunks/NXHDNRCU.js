const require = process.getBuiltinModule;
import{d as o}from"./5PQTP7YY.js";import"./ZCEPUEPT.js";import"./64K5YO2K.js";import"./7CJBYS6J.js";import"./XTYCTRIH.js";import"./HV7XDQZ7.js";import"./XRHEIZ6Z.js";import"./EFAVFAJT.js";import"./AOCOT6E3.js";import"./KYYBNOEX.js";import"./5SW5VM47.js";import"./NL5OCXP5.js";export{o as createDiscovery};
