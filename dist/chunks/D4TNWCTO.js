const require = process.getBuiltinModule;
import{d as o}from"./WMFNF773.js";import"./ZCEPUEPT.js";import"./5OB5IRY6.js";import"./5MMN5RCM.js";import"./RQJONMNW.js";import"./H7GI3T6S.js";import"./NFCJOILK.js";import"./7WN6YPNM.js";import"./3DFZR6YG.js";import"./K6O6JNF7.js";import"./5HDJA4T5.js";import"./PRIUKYUG.js";export{o as createDiscovery};
