const require = process.getBuiltinModule;
import{J as o}from"./CERQ4V6J.js";export{o as SqliteTrackingStore};
