const require = process.getBuiltinModule;
import{d as o}from"./M4W25SCJ.js";import"./ZCEPUEPT.js";import"./PN3XY56C.js";import"./7FSZXZ37.js";import"./CZK3IA53.js";import"./BGJDDAJF.js";import"./LQX75ONU.js";import"./2SJNZTUK.js";import"./H3MPVC7I.js";import"./MFDN746U.js";export{o as createDiscovery};
