const require = process.getBuiltinModule;
import{J as o}from"./DA74C6VW.js";export{o as SqliteTrackingStore};
