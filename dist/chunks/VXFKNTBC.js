const require = process.getBuiltinModule;
import{d as o}from"./Y6M4XXO4.js";import"./ZCEPUEPT.js";import"./ZT5KDOLD.js";import"./EKSTOJ76.js";import"./YX4DJTZM.js";import"./XN5434KE.js";import"./JEWZMB5S.js";import"./RI5XLBXB.js";import"./UIR4WSPO.js";import"./FP5SVD5T.js";import"./DKVNLP4E.js";import"./PY4MQC7C.js";export{o as createDiscovery};
