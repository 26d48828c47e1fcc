using static Pathway.Functions.Tests.Resources.SampleFiles;
using static Pathway.Functions.Tests.Resources.TriedFile;

namespace Pathway.Functions.Tests.Resources;

/// <summary>What colleges and managers send, and what it is published as.</summary>
internal static class PublishedSamples
{
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
        Published(
            "WebM video",
            "class.webm",
            "video/webm",
            [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84, .. "webm"u8, .. new byte[40]]),
        Published("MP3 recording with tags", "talk.mp3", "audio/mpeg", After([.. "ID3"u8, 4])),
        Published("MP3 recording without tags", "talk.mp3", "audio/mpeg", After([0xFF, 0xFB, 0x90, 0x64])),
        Published("MPEG-4 recording", "talk.m4a", "audio/mp4", Mpeg4("M4A ")),
        Published("WAV recording", "talk.wav", "audio/wav", Riff("WAVE")),
        Published("Ogg recording", "talk.ogg", "audio/ogg", After("OggS"u8.ToArray())),
        Published(
            "Word document",
            "notes.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Docx()),
        Published(
            "Excel workbook", "data.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Xlsx()),
        Published(
            "PowerPoint presentation",
            "slides.pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Pptx()),
        Published(
            "OpenDocument text",
            "notes.odt",
            "application/vnd.oasis.opendocument.text",
            WithMimeType("application/vnd.oasis.opendocument.text")),
        Published(
            "OpenDocument spreadsheet",
            "data.ods",
            "application/vnd.oasis.opendocument.spreadsheet",
            WithMimeType("application/vnd.oasis.opendocument.spreadsheet")),
        Published(
            "OpenDocument presentation",
            "slides.odp",
            "application/vnd.oasis.opendocument.presentation",
            WithMimeType("application/vnd.oasis.opendocument.presentation")),
        Published("EPUB book", "book.epub", "application/epub+zip", WithMimeType("application/epub+zip")),
        Published(
            "H5P activity",
            "quiz.h5p",
            "application/zip",
            Zip(("h5p.json", Bytes("{}")), ("content/content.json", Bytes("{}")), ("H5P.Quiz-1.0/quiz.js", Bytes("var quiz;")))),
        Published(
            "SCORM package",
            "course.zip",
            "application/zip",
            Zip(("imsmanifest.xml", Bytes("<manifest/>")), ("index.html", Bytes("<html>")), ("run.js", Bytes("1;")))),
        Published(
            "ZIP archive with documents",
            "sheets.zip",
            "application/zip",
            Zip(("1.docx", Docx()), ("2.pdf", Bytes("%PDF-1.4")))),
        Published("Text", "notes.txt", "text/plain", Bytes("Blutdrück: 120/80 ✓\r\n")),
        Published(
            "CSV declared as Excel does",
            "data.csv",
            "application/vnd.ms-excel",
            Bytes("name;value\nä;1\n")) with { Gets = "text/csv" },
        Published("Markdown", "notes.md", "text/markdown", Bytes("# Notes\n")),
        Published("Captions", "class.vtt", "text/vtt", Bytes("WEBVTT\n\n")),
        Published(
            "PDF from a sender who does not know",
            "notes.pdf",
            "application/octet-stream",
            Bytes("%PDF-1.7\n%%EOF")) with { Gets = "application/pdf" },
        Published(
            "PNG declared as something else",
            "heart.png",
            "image/jpeg",
            After([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) with { Gets = "image/png" },
        Published(
            "PNG declared as nothing",
            "heart.png",
            "",
            After([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) with { Gets = "image/png" },
        Published("JPEG image as Windows saves it", "photo.jfif", "image/jpeg", After([0xFF, 0xD8, 0xFF, 0xE0])),
        Published(
            "JPEG image with a short ending",
            "photo.jpe",
            "image/pjpeg",
            After([0xFF, 0xD8, 0xFF, 0xDB])) with { Gets = "image/jpeg" },
        Published("HEIC photograph", "photo.HEIC", "image/heic", Mpeg4("heic")),
        Published(
            "HEIF photograph under the general brand",
            "photo.heic",
            "image/heif",
            Mpeg4("mif1", "heic")) with { Gets = "image/heic" },
        Published("AVIF image under the general brand", "photo.avif", "image/avif", Mpeg4("mif1", "avif")),
        Published(
            "PDF behind a byte order mark",
            "notes.pdf",
            "application/pdf",
            [0xEF, 0xBB, 0xBF, .. Bytes("%PDF-1.7\n%%EOF")]),
        Published(
            "PDF behind a line break",
            "notes.pdf",
            "application/pdf",
            [.. "\n%PDF-1.4\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, .. "\n%%EOF"u8]),
        Published(
            "PDF behind 1,000 bytes of anything",
            "notes.pdf",
            "application/x-pdf",
            [.. new byte[1000], .. Bytes("%PDF-1.7\n%%EOF")]) with { Gets = "application/pdf" },
        Published("Recording of a phone, with a video's brand", "talk.m4a", "audio/mp4", Mpeg4("mp42")),
        Published(
            "Recording of a phone, declared as Safari does",
            "talk.m4a",
            "audio/x-m4a",
            Mpeg4("isom")) with { Gets = "audio/mp4" },
        Published("Recording named as a video, declared as sound", "talk.mp4", "audio/mp4", Mpeg4("mp42")),
        Published("Film of an iPhone renamed", "class.mp4", "video/mp4", Mpeg4("qt  ")),
        Published(
            "QuickTime video without a brand",
            "class.mov",
            "video/quicktime",
            [0, 0, 0, 8, .. "wide"u8, 0, 0, 1, 0, .. "mdat"u8]),
        Published("Film of an older phone", "class.3gp", "video/3gpp", Mpeg4("3gp5")),
        Published(
            "Ogg recording declared as Firefox does",
            "talk.ogg",
            "video/ogg",
            After("OggS"u8.ToArray())) with { Gets = "audio/ogg" },
        Published(
            "Opus recording",
            "talk.opus",
            "application/ogg",
            [.. "OggS"u8, .. new byte[24], .. "OpusHead"u8]) with { Gets = "audio/ogg" },
        Published("Ogg video", "class.ogv", "video/ogg", [.. "OggS"u8, .. new byte[24], 0x80, .. "theora"u8]),
        Published(
            "AAC recording", "talk.aac", "audio/x-aac", After([0xFF, 0xF1, 0x50, 0x80])) with { Gets = "audio/aac" },
        Published(
            "Matroska video",
            "class.mkv",
            "video/x-matroska",
            [0x1A, 0x45, 0xDF, 0xA3, 0xA3, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x88, .. "matroska"u8, .. new byte[40]]),
        Published(
            "WebM recording",
            "talk.webm",
            "audio/webm",
            [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84, .. "webm"u8, .. new byte[40]]),
        Published(
            "Word document declared as WPS does",
            "notes.docx",
            "application/wps-office.docx",
            Docx()) with { Gets = "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        Published(
            "Word document with backslashes",
            "notes.docx",
            "application/zip",
            Backslashed(Docx(("word/document.xml", Bytes("<w/>"))))) with { Gets = "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        Published(
            "OpenDocument drawing",
            "body.odg",
            "application/vnd.oasis.opendocument.graphics",
            WithMimeType("application/vnd.oasis.opendocument.graphics")),
        Published(
            "Scratch project",
            "pulse.sb3",
            "application/x.scratch.sb3",
            Zip(("project.json", Bytes("{}")), ("a.svg", Bytes("<svg/>")))),
        Published(
            "ZIP archive with backslashes",
            "sheets.zip",
            "application/x-zip-compressed",
            Backslashed(Zip(("sheets/a.txt", Bytes("hello")), ("sheets/b.txt", Bytes("hello"))))) with { Gets = "application/zip" },
        Published("ZIP in a ZIP", "all.zip", "application/zip", Zip(("week-1.zip", Zip(("a.txt", Bytes("a")))))),
        Published(
            "ZIP with a Python program",
            "lab.zip",
            "application/zip",
            Zip(("pulse.py", Bytes("#!/usr/bin/env python3\nprint(72)\n")))),
        Published(
            "Text as Notepad saved it in Unicode", "notes.txt", "text/plain", [0xFF, 0xFE, 0x48, 0x00, 0x69, 0x00]),
        Published(
            "Text as an older Windows program saves it", "notes.txt", "text/plain", [.. "Fu"u8, 0xDF, .. "\r\n"u8]),
        Published(
            "Markdown that begins with a comment",
            "notes.md",
            "text/plain",
            Bytes("<!-- draft -->\n# Notes & more\n")) with { Gets = "text/markdown" },
        Published("Subtitles", "class.srt", "application/x-subrip", Bytes("1\n00:00:01,000 --> 00:00:02,000\nHello\n")),
        Published("Jupyter notebook", "pulse.ipynb", "application/json", Bytes("""{"cells":[],"nbformat":4}""")) with { Gets = "application/x-ipynb+json" },
        Published("Python program", "pulse.py", "text/x-python", Bytes("#!/usr/bin/env python3\nprint(72)\n")),
        Published("JSON data", "patient.json", "application/json", Bytes("""{"resourceType":"Patient"}""")),
        Published("XML data", "patient.xml", "text/xml", Bytes("""<?xml version="1.0"?><Patient xmlns="http://hl7.org/fhir"><meta/><link onload="x"/></Patient>""")) with { Gets = "application/xml" },
    ];
}
