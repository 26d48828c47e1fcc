namespace Pathway.Functions.Resources.Ingest;

/// <summary>A kind of file the programme publishes.</summary>
/// <param name="Name">With its article, as it stands in a sentence.</param>
/// <param name="ContentType">What it is served as.</param>
/// <param name="Extensions">The endings a name may have, in lower case with their dot.</param>
/// <param name="AlsoDeclared">Other media types that browsers and systems declare for it.</param>
/// <param name="IsShown">A browser may show it by itself; everything else is saved.</param>
public sealed record FileType(string Name, string ContentType, string[] Extensions, string[] AlsoDeclared, bool IsShown = false)
{
    /// <summary>Declared by senders who do not know; it contradicts nothing.</summary>
    private const string Unknown = "application/octet-stream";

    public bool HasName(string fileName) => Extensions.Contains(Path.GetExtension(fileName).ToLowerInvariant());

    public bool IsDeclaredAs(string contentType) => contentType is Unknown || contentType == ContentType || AlsoDeclared.Contains(contentType);

    public static readonly FileType Pdf = new("a PDF document", "application/pdf", [".pdf"], ["application/x-pdf"], IsShown: true);
    public static readonly FileType Png = new("a PNG image", "image/png", [".png"], [], IsShown: true);
    public static readonly FileType Jpeg = new("a JPEG image", "image/jpeg", [".jpg", ".jpeg"], ["image/jpg", "image/pjpeg"], IsShown: true);
    public static readonly FileType Gif = new("a GIF image", "image/gif", [".gif"], [], IsShown: true);
    public static readonly FileType WebP = new("a WebP image", "image/webp", [".webp"], [], IsShown: true);
    public static readonly FileType Svg = new("an SVG drawing", "image/svg+xml", [".svg"], ["text/xml", "application/xml"]);
    public static readonly FileType Mp4 = new("an MP4 video", "video/mp4", [".mp4", ".m4v"], ["video/x-m4v", "application/mp4"], IsShown: true);
    public static readonly FileType QuickTime = new("a QuickTime video", "video/quicktime", [".mov"], [], IsShown: true);
    public static readonly FileType WebM = new("a WebM video", "video/webm", [".webm"], ["audio/webm"], IsShown: true);
    public static readonly FileType Mp3 = new("an MP3 recording", "audio/mpeg", [".mp3"], ["audio/mp3"], IsShown: true);
    public static readonly FileType M4a = new("an MPEG-4 recording", "audio/mp4", [".m4a"], ["audio/x-m4a", "audio/m4a"], IsShown: true);
    public static readonly FileType Wav = new("a WAV recording", "audio/wav", [".wav"], ["audio/x-wav", "audio/wave", "audio/vnd.wave"], IsShown: true);
    public static readonly FileType Ogg = new("an Ogg recording", "audio/ogg", [".ogg", ".oga"], ["application/ogg"], IsShown: true);
    public static readonly FileType Docx = new("a Word document", Office + "wordprocessingml.document", [".docx"], []);
    public static readonly FileType Xlsx = new("an Excel workbook", Office + "spreadsheetml.sheet", [".xlsx"], []);
    public static readonly FileType Pptx = new("a PowerPoint presentation", Office + "presentationml.presentation", [".pptx"], []);
    public static readonly FileType Ppsx = new("a PowerPoint show", Office + "presentationml.slideshow", [".ppsx"], []);
    public static readonly FileType Odt = new("an OpenDocument text", OpenDocument + "text", [".odt"], []);
    public static readonly FileType Ods = new("an OpenDocument spreadsheet", OpenDocument + "spreadsheet", [".ods"], []);
    public static readonly FileType Odp = new("an OpenDocument presentation", OpenDocument + "presentation", [".odp"], []);
    public static readonly FileType Epub = new("an EPUB book", "application/epub+zip", [".epub"], []);
    public static readonly FileType H5p = new("an H5P activity", "application/zip", [".h5p"], ["application/x-zip-compressed", "application/h5p", "application/vnd.h5p"]);
    public static readonly FileType Zip = new("a ZIP archive", "application/zip", [".zip"], ["application/x-zip-compressed", "application/x-zip"]);
    public static readonly FileType Text = new("plain text", "text/plain", [".txt"], []);
    public static readonly FileType Csv = new("comma-separated text", "text/csv", [".csv"], ["text/plain", "application/csv", "application/vnd.ms-excel"]);
    public static readonly FileType Markdown = new("Markdown text", "text/markdown", [".md"], ["text/plain", "text/x-markdown"]);
    public static readonly FileType Captions = new("captions", "text/vtt", [".vtt"], ["text/plain"]);

    public static IReadOnlyList<FileType> All { get; } =
    [
        Pdf, Png, Jpeg, Gif, WebP, Svg, Mp4, QuickTime, WebM, Mp3, M4a, Wav, Ogg, Docx, Xlsx, Pptx, Ppsx, Odt, Ods, Odp, Epub, H5p, Zip, Text, Csv, Markdown, Captions,
    ];

    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";
}
