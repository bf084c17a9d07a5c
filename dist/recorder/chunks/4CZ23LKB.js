const require = process.getBuiltinModule;
import{C as o}from"./OQKBVUZF.js";export{o as SqliteTrackingStore};
