/** The columns of a return: box, what it holds, and three figures. */
export const boxTracks = '84px minmax(200px, 1fr) 130px 130px 120px';
