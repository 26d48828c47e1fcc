using System.IO.Compression;
using static Pathway.Functions.Tests.Resources.SampleFiles;

namespace Pathway.Functions.Tests.Resources;

/// <summary>One file tried, and what it gets: a content type, or a refusal that holds these words.</summary>
public sealed record TriedFile(string What, string FileName, string Declared, byte[] Content, string Gets, bool IsPublished)
{
    public override string ToString() => What;
}

/// <summary>The file types tried: the test checks each, and docs/file-types.md shows them.</summary>
internal static class FileTable
{
    private static readonly byte[] Program = After([0x4D, 0x5A, 0x90, 0x00]);

    public static IReadOnlyList<TriedFile> All { get; } =
    [
        Published("PDF document", "notes.pdf", "application/pdf", Bytes("%PDF-1.7\n%%EOF")),
        Published("PNG image", "heart.png", "image/png", After([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        Published("JPEG image", "heart.JPG", "image/jpeg", After([0xFF, 0xD8, 0xFF, 0xE0])),
        Published("GIF image", "heart.gif", "image/gif", Bytes("GIF89a and the rest")),
        Published("WebP image", "heart.webp", "image/webp", Riff("WEBP")),
        Published("SVG drawing", "heart.svg", "image/svg+xml", Bytes("""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>""")),
        Published("MP4 video", "class.mp4", "video/mp4", Mpeg4("isom")),
        Published("QuickTime video", "class.mov", "video/quicktime", Mpeg4("qt  ")),
        Published("WebM video", "class.webm", "video/webm", [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84, .. "webm"u8, .. new byte[40]]),
        Published("MP3 recording with tags", "talk.mp3", "audio/mpeg", After([.. "ID3"u8, 4])),
        Published("MP3 recording without tags", "talk.mp3", "audio/mpeg", After([0xFF, 0xFB, 0x90, 0x64])),
        Published("MPEG-4 recording", "talk.m4a", "audio/mp4", Mpeg4("M4A ")),
        Published("WAV recording", "talk.wav", "audio/wav", Riff("WAVE")),
        Published("Ogg recording", "talk.ogg", "audio/ogg", After("OggS"u8.ToArray())),
        Published("Word document", "notes.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Docx()),
        Published("Excel workbook", "data.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Xlsx()),
        Published("PowerPoint presentation", "slides.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", Pptx()),
        Published("OpenDocument text", "notes.odt", "application/vnd.oasis.opendocument.text", WithMimeType("application/vnd.oasis.opendocument.text")),
        Published("OpenDocument spreadsheet", "data.ods", "application/vnd.oasis.opendocument.spreadsheet", WithMimeType("application/vnd.oasis.opendocument.spreadsheet")),
        Published("OpenDocument presentation", "slides.odp", "application/vnd.oasis.opendocument.presentation", WithMimeType("application/vnd.oasis.opendocument.presentation")),
        Published("EPUB book", "book.epub", "application/epub+zip", WithMimeType("application/epub+zip")),
        Published("H5P activity", "quiz.h5p", "application/zip", Zip(("h5p.json", Bytes("{}")), ("content/content.json", Bytes("{}")), ("H5P.Quiz-1.0/quiz.js", Bytes("var quiz;")))),
        Published("SCORM package", "course.zip", "application/zip", Zip(("imsmanifest.xml", Bytes("<manifest/>")), ("index.html", Bytes("<html>")), ("run.js", Bytes("1;")))),
        Published("ZIP archive with documents", "sheets.zip", "application/zip", Zip(("1.docx", Docx()), ("2.pdf", Bytes("%PDF-1.4")))),
        Published("Text", "notes.txt", "text/plain", Bytes("Blutdrück: 120/80 ✓\r\n")),
        Published("CSV declared as Excel does", "data.csv", "application/vnd.ms-excel", Bytes("name;value\nä;1\n")) with { Gets = "text/csv" },
        Published("Markdown", "notes.md", "text/markdown", Bytes("# Notes\n")),
        Published("Captions", "class.vtt", "text/vtt", Bytes("WEBVTT\n\n")),
        Published("PDF from a sender who does not know", "notes.pdf", "application/octet-stream", Bytes("%PDF-1.7\n%%EOF")) with { Gets = "application/pdf" },

        Refused("Nothing", "notes.pdf", "application/pdf", [], "is empty"),
        Refused("PNG named PDF", "notes.pdf", "application/pdf", After([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), "is a PNG image, but its name ends in .pdf"),
        Refused("PNG declared as JPEG", "heart.png", "image/jpeg", After([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), "is a PNG image, but it was declared as image/jpeg"),
        Refused("Word document named ZIP", "notes.zip", "application/zip", Docx(), "is a Word document, but its name ends in .zip"),
        Refused("Text without an ending", "notes", "text/plain", Bytes("Hello"), "its name ends in nothing that says so"),
        Refused("Windows program", "setup.exe", "application/x-msdownload", Program, "is a Windows program"),
        Refused("Windows program named PDF", "notes.pdf", "application/pdf", Program, "is a Windows program"),
        Refused("Linux program", "tool.txt", "text/plain", After([0x7F, .. "ELF"u8]), "is a Linux program"),
        Refused("macOS program", "tool.txt", "text/plain", After([0xCF, 0xFA, 0xED, 0xFE]), "is a macOS program"),
        Refused("Java class", "Tool.class", "application/java", After([0xCA, 0xFE, 0xBA, 0xBE]), "is a Java or macOS program"),
        Refused("Shell script", "run.txt", "text/plain", Bytes("#!/bin/sh\nrm -rf /\n"), "is a script"),
        Refused("Windows shortcut", "notes.pdf", "application/pdf", After([0x4C, 0, 0, 0, 1, 0x14, 2, 0]), "is a Windows shortcut"),
        Refused("Batch file", "run.bat", "text/plain", Bytes("echo off\r\n"), "is plain text, but its name ends in .bat"),
        Refused("Old Word document", "notes.doc", "application/msword", After([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), "old Office or installer format"),
        Refused("Rich Text", "notes.rtf", "application/rtf", Bytes(@"{\rtf1 hello}"), "Rich Text Format"),
        Refused("Web page", "page.html", "text/html", Bytes("<!doctype html><script>1</script>"), "is a web page"),
        Refused("SVG with a script", "heart.svg", "image/svg+xml", Bytes("""<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>"""), "holds a script"),
        Refused("SVG with an event handler", "heart.svg", "image/svg+xml", Bytes("""<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>"""), "holds a script"),
        Refused("SVG with a hidden script address", "heart.svg", "image/svg+xml", Bytes("""<svg xmlns="http://www.w3.org/2000/svg"><a href="&#106;ava&#10;script:x()"/></svg>"""), "holds a script"),
        Refused("Word document with macros", "notes.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Docx(("word/vbaProject.bin", Bytes("x"))), "holds macros"),
        Refused("Word document with macros under another name", "notes.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Office("application/vnd.ms-word.document.macroEnabled.main+xml"), "holds macros"),
        Refused("OpenDocument text with macros", "notes.odt", "application/vnd.oasis.opendocument.text", WithMimeType("application/vnd.oasis.opendocument.text", ("Basic/Standard/Module1.xml", Bytes("<x/>"))), "holds macros"),
        Refused("ZIP with a program", "tools.zip", "application/zip", Zip(("readme.txt", Bytes("hi")), ("setup.exe", Program)), "holds a program: setup.exe"),
        Refused("ZIP with a renamed program", "tools.zip", "application/zip", Zip(("readme.txt", Program)), "holds a Windows program: readme.txt"),
        Refused("ZIP with a stored, renamed program", "tools.zip", "application/zip", Zip(CompressionLevel.NoCompression, ("readme.txt", Program)), "holds a Windows program: readme.txt"),
        Refused("ZIP with a macro workbook", "data.zip", "application/zip", Zip(("book.xlsm", Xlsx())), "holds macros"),
        Refused("ZIP in a ZIP", "all.zip", "application/zip", Zip(("inner.zip", Zip(("a.txt", Bytes("a"))))), "holds another archive"),
        Refused("ZIP with a password", "secret.zip", "application/zip", Encrypted(Zip(("a.txt", Bytes("a")))), "protected with a password"),
        Refused("ZIP that climbs out of its folder", "bad.zip", "application/zip", Zip(("../../a.txt", Bytes("a"))), "outside its folder"),
        Refused("ZIP cut short", "bad.zip", "application/zip", Zip(("a.txt", Bytes("a")))[..^10], "is damaged"),
        Refused("7z archive", "all.7z", "application/x-7z-compressed", After([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), "cannot be looked into"),
        Refused("Text that turns into something else", "notes.txt", "text/plain", [.. Bytes(new string('a', 9000)), 0, 1, 2], "goes on as something else"),
        Refused("Text that is not UTF-8", "notes.txt", "text/plain", [0xFF, 0xFE, 0x48, 0x00], "of no type"),
        Refused("Bytes of no type", "notes.pdf", "application/pdf", [1, 2, 3, 4, 5, 6, 7, 8], "of no type"),
    ];

    private static TriedFile Published(string what, string fileName, string declared, byte[] content) => new(what, fileName, declared, content, declared, true);

    private static TriedFile Refused(string what, string fileName, string declared, byte[] content, string reason) => new(what, fileName, declared, content, reason, false);
}
