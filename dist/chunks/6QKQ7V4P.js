const require = process.getBuiltinModule;
import{d as o}from"./GSHFGD57.js";import"./ZCEPUEPT.js";import"./HG7RQTBM.js";import"./HODIXKN3.js";import"./3JLATUXZ.js";import"./YJEXR4AT.js";import"./X5EYHLWL.js";import"./DCUH2GIR.js";import"./ROJDLSWN.js";import"./3BBR3MJU.js";import"./D3CVU4ZQ.js";import"./TKU2X45J.js";export{o as createDiscovery};
