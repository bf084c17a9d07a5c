const require = process.getBuiltinModule;
import{d as o}from"./GBLKI3KT.js";import"./ZCEPUEPT.js";import"./2TSUFLHT.js";import"./ZBNW4EZI.js";import"./GSM6FSVX.js";import"./74Q2CCH7.js";import"./UENHCGL3.js";import"./3HTAJGKO.js";import"./6J243EQH.js";import"./YCHSXRBP.js";import"./LU3K67XZ.js";import"./OK2R22VA.js";export{o as createDiscovery};
