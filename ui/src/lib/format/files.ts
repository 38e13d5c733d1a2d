// Which files are worth sending to the desk at all. The desk looks at the content and has the last word.

/** A scan is never this large; reading a film into memory would only freeze the window. */
const SIZE_BYTES_MAX = 50_000_000;
const KINDS = new Set(["application/pdf", "image/jpeg", "image/png"]);
const ENDINGS = /\.(pdf|jpe?g|png)$/i;

export type FileProblem = "kind" | "size";

/** Why a file can't be a paper; null when it may be one. A file without a type is told by its ending. */
export function fileProblem({ type, name, size }: Pick<File, "type" | "name" | "size">): FileProblem | null {
  if (type === "" ? !ENDINGS.test(name) : !KINDS.has(type)) return "kind";
  return size > SIZE_BYTES_MAX ? "size" : null;
}
