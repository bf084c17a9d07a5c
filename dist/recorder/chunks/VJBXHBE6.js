const require = process.getBuiltinModule;
import{J as o}from"./LI5BYADH.js";export{o as SqliteTrackingStore};
