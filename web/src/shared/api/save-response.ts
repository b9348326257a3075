/** Saves a file that the server sends, under the name it gives, telling the part that has come (0 to 1). */
export async function saveResponse(
  response: Response,
  fallbackName: string,
  onProgress: (part: number) => void = () => {},
): Promise<void> {
  const size = Number(response.headers.get("Content-Length")) || 0;
  const pieces: BlobPart[] = [];
  let come = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    pieces.push(piece.value);
    come += piece.value.length;
    if (size) onProgress(come / size);
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  const address = URL.createObjectURL(
    new Blob(pieces, { type: response.headers.get("Content-Type") ?? "" }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = name ?? fallbackName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
