const require = process.getBuiltinModule;
import{T as o}from"./OQEJIAHI.js";export{o as SqliteTrackingStore};
