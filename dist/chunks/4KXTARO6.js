const require = process.getBuiltinModule;
import{a as o}from"./AMDIJ4X3.js";import"./RMO7XRBU.js";import"./PRIUKYUG.js";export{o as createTokenClient};
