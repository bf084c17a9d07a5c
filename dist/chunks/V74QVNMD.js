const require = process.getBuiltinModule;
import{a as o}from"./U66M2QES.js";import"./YOMT5ZMB.js";import"./KQKZ42XE.js";export{o as createTokenClient};
