namespace Pathway.Functions.Resources.Files;

/// <summary>The one table of what the programme publishes; docs/file-types.md shows it.</summary>
public static class FileTypes
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";
    private const string NoCode = "holds no code; macros are refused";
    private const string Plays = "plays in every browser";

    public static readonly FileType Pdf = new(
        "a PDF document",
        "application/pdf",
        [".pdf"],
        ["application/acrobat"],
        "for reading and printing; a script in it stays in the reader's sandbox");
    public static readonly FileType Png = new(
        "a PNG image", "image/png", [".png", ".apng"], ["image/apng"], "a picture");
    public static readonly FileType Jpeg = new(
        "a JPEG image",
        "image/jpeg",
        [".jpg", ".jpeg", ".jpe", ".jfif", ".pjpeg", ".pjp"],
        ["image/jpg", "image/pjpeg"],
        "a picture; `.jfif` is what Windows makes of one from the web");
    public static readonly FileType Gif = new("a GIF image", "image/gif", [".gif"], [], "a picture");
    public static readonly FileType WebP = new("a WebP image", "image/webp", [".webp"], [], "a picture");
    public static readonly FileType Avif = new("an AVIF image", "image/avif", [".avif"], [], "a picture");
    public static readonly FileType Heic = new(
        "a HEIC image",
        "image/heic",
        [".heic", ".heif", ".hif"],
        ["image/heif"],
        "what an iPhone photographs; phones and Macs show it, Windows after an extension");
    public static readonly FileType Svg = new(
        "an SVG drawing",
        "image/svg+xml",
        [".svg"],
        ["text/xml", "application/xml"],
        "a drawing; read to its end and refused if anything in it runs or loads");
    public static readonly FileType Mp4 = new(
        "an MP4 video", "video/mp4", [".mp4", ".m4v"], ["application/mp4"], Plays);
    public static readonly FileType QuickTime = new(
        "a QuickTime video", "video/quicktime", [".mov", ".qt"], [], "what an iPhone films");
    public static readonly FileType Mobile = new(
        "a 3GPP video",
        "video/3gpp",
        [".3gp", ".3g2", ".3gpp"],
        ["audio/3gpp", "video/3gpp2"],
        "what older phones film and record");
    public static readonly FileType M4a = new(
        "an MPEG-4 recording",
        "audio/mp4",
        [".m4a", ".m4b", ".mp4"],
        ["audio/m4a"],
        "what phones record, under whatever brand; " + Plays);
    public static readonly FileType WebM = new("a WebM video", "video/webm", [".webm"], [], "what browsers record");
    public static readonly FileType WebMAudio = new(
        "a WebM recording", "audio/webm", [".weba", ".webm"], [], "what browsers record");
    public static readonly FileType Matroska = new(
        "a Matroska video",
        "video/x-matroska",
        [".mkv", ".mka"],
        ["audio/x-matroska"],
        "what OBS records; saved and played with VLC");
    public static readonly FileType Mp3 = new("an MP3 recording", "audio/mpeg", [".mp3"], ["audio/mp3"], Plays);
    public static readonly FileType Aac = new("an AAC recording", "audio/aac", [".aac"], [], "what some phones record");
    public static readonly FileType Wav = new(
        "a WAV recording", "audio/wav", [".wav"], ["audio/wave", "audio/vnd.wave"], Plays);
    public static readonly FileType Flac = new(
        "a FLAC recording", "audio/flac", [".flac"], [], "sound to be measured, without loss");
    public static readonly FileType Ogg = new(
        "an Ogg recording",
        "audio/ogg",
        [".ogg", ".oga", ".opus", ".spx"],
        ["application/ogg", "video/ogg", "audio/opus"],
        "sound; Firefox declares each as video");
    public static readonly FileType OggVideo = new(
        "an Ogg video", "video/ogg", [".ogv", ".ogg"], ["application/ogg"], "video in a free format");
    public static readonly FileType Docx = new(
        "a Word document", Office + "wordprocessingml.document", [".docx"], ["application/wps-office.docx"], NoCode);
    public static readonly FileType Xlsx = new(
        "an Excel workbook", Office + "spreadsheetml.sheet", [".xlsx"], ["application/wps-office.xlsx"], NoCode);
    public static readonly FileType Pptx = new(
        "a PowerPoint presentation",
        Office + "presentationml.presentation",
        [".pptx"],
        ["application/wps-office.pptx"],
        NoCode);
    public static readonly FileType Ppsx = new(
        "a PowerPoint show", Office + "presentationml.slideshow", [".ppsx"], [], NoCode);
    public static readonly FileType Odt = new("an OpenDocument text", OpenDocument + "text", [".odt"], [], NoCode);
    public static readonly FileType Ods = new(
        "an OpenDocument spreadsheet", OpenDocument + "spreadsheet", [".ods"], [], NoCode);
    public static readonly FileType Odp = new(
        "an OpenDocument presentation", OpenDocument + "presentation", [".odp"], [], NoCode);
    public static readonly FileType Odg = new(
        "an OpenDocument drawing", OpenDocument + "graphics", [".odg"], [], NoCode);
    public static readonly FileType Epub = new(
        "an EPUB book", "application/epub+zip", [".epub"], [], "a book; its reader keeps what runs in it to itself");
    public static readonly FileType H5p = new(
        "an H5P activity",
        "application/zip",
        [".h5p"],
        ["application/x-zip-compressed", "application/h5p", "application/vnd.h5p"],
        "an exercise for Moodle, which runs it in its player");
    public static readonly FileType Scratch = new(
        "a Scratch project",
        "application/x.scratch.sb3",
        [".sb3", ".sb2"],
        ["application/zip", "application/x-zip-compressed", "application/x-scratch"],
        "a first program; Scratch runs it in its sandbox");
    public static readonly FileType Zip = new(
        "a ZIP archive",
        "application/zip",
        [".zip"],
        ["application/x-zip-compressed"],
        "sheets together, or a SCORM package; every entry is unpacked and looked at");
    public static readonly FileType Text = new(
        "plain text", "text/plain", [".txt", ".text", ".log"], [], "for reading", IsText: true);
    public static readonly FileType Csv = new(
        "comma-separated text",
        "text/csv",
        [".csv"],
        ["text/plain", "application/csv", "application/vnd.ms-excel"],
        "data to work with",
        IsText: true);
    public static readonly FileType Tsv = new(
        "tab-separated text",
        "text/tab-separated-values",
        [".tsv", ".tab"],
        ["text/plain"],
        "data to work with",
        IsText: true);
    public static readonly FileType Json = new(
        "JSON data",
        "application/json",
        [".json", ".geojson"],
        ["text/json"],
        "data to work with, FHIR's too",
        IsText: true);
    public static readonly FileType Notebook = new(
        "a Jupyter notebook",
        "application/x-ipynb+json",
        [".ipynb"],
        ["application/json", "text/plain"],
        "code to work with; it runs only when the learner runs it",
        IsText: true);
    public static readonly FileType Python = new(
        "a Python program",
        "text/x-python",
        [".py"],
        ["text/plain", "application/x-python-code", "text/x-python-script"],
        "code to read and work with; a double click shows it in an editor where Python is not installed",
        IsText: true);
    public static readonly FileType Markdown = new(
        "Markdown text", "text/markdown", [".md", ".markdown"], ["text/plain"], "for reading", IsText: true);
    public static readonly FileType Captions = new(
        "captions", "text/vtt", [".vtt"], ["text/plain"], "captions of a video", IsText: true);
    public static readonly FileType Subtitles = new(
        "subtitles",
        "application/x-subrip",
        [".srt"],
        ["text/plain", "text/srt"],
        "captions of a video, as most tools write them",
        IsText: true);
    public static readonly FileType Xml = new(
        "XML data",
        "application/xml",
        [".xml"],
        ["text/xml"],
        "data to work with; refused if anything in it runs or loads");

    public static IReadOnlyList<FileType> All { get; } =
    [
        Pdf, Png, Jpeg, Gif, WebP, Avif, Heic, Svg, Mp4, QuickTime, Mobile, M4a, WebM, WebMAudio, Matroska, Mp3, Aac,
        Wav, Flac, Ogg, OggVideo,
        Docx, Xlsx, Pptx, Ppsx, Odt, Ods, Odp, Odg, Epub, H5p, Scratch, Zip, Text, Csv, Tsv, Json, Notebook, Python,
        Markdown, Captions, Subtitles, Xml,
    ];

    /// <summary>The types of text that only the name tells apart.</summary>
    internal static IReadOnlyList<FileType> Texts { get; } = [Text, Csv, Tsv, Markdown, Captions, Subtitles, Python];
}
