const require = process.getBuiltinModule;
import{C as o}from"./WPMMTP6G.js";export{o as SqliteTrackingStore};
