const require = process.getBuiltinModule;
import{a as o}from"./7XZHEXKS.js";import"./GM6JIINF.js";import"./TKU2X45J.js";export{o as createTokenClient};
