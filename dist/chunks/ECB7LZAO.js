const require = process.getBuiltinModule;
import{a as o}from"./ZPX2MP3D.js";import"./J5Z75MRT.js";import"./OK2R22VA.js";export{o as createTokenClient};
