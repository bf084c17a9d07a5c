const require = process.getBuiltinModule;
import{d as o}from"./KAHAHB7L.js";import"./ZCEPUEPT.js";import"./SCXUYYEK.js";import"./YTR6DEXX.js";import"./ZCO7DXHQ.js";import"./WXHMI7FX.js";import"./H3ILMXZY.js";import"./NVG36Z45.js";import"./V2WHMZO6.js";import"./NRBPDQTC.js";import"./OKZS72MH.js";import"./ID5UJBKW.js";export{o as createDiscovery};
