using System.IO.Compression;
using static Pathway.Functions.Tests.Resources.SampleFiles;
using static Pathway.Functions.Tests.Resources.TriedFile;

namespace Pathway.Functions.Tests.Resources;

/// <summary>What is refused, and words of the reason.</summary>
internal static class RefusedSamples
{
    private static readonly byte[] Program = After([0x4D, 0x5A, 0x90, 0x00]);

    public static IReadOnlyList<TriedFile> All { get; } =
    [
        Refused("Nothing", "notes.pdf", "application/pdf", [], "is empty"),
        Refused(
            "PNG named PDF",
            "notes.pdf",
            "application/pdf",
            After([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
            "is a PNG image, but its name ends in .pdf"),
        Refused(
            "Word document named ZIP",
            "notes.zip",
            "application/zip",
            Docx(),
            "is a Word document, but its name ends in .zip"),
        Refused(
            "Text without an ending", "notes", "text/plain", Bytes("Hello"), "its name ends in nothing that says so"),
        Refused("Windows program", "setup.exe", "application/x-msdownload", Program, "is a Windows program"),
        Refused("Windows program named PDF", "notes.pdf", "application/pdf", Program, "is a Windows program"),
        Refused("Linux program", "tool.txt", "text/plain", After([0x7F, .. "ELF"u8]), "is a Linux program"),
        Refused("macOS program", "tool.txt", "text/plain", After([0xCF, 0xFA, 0xED, 0xFE]), "is a macOS program"),
        Refused(
            "Java class",
            "Tool.class",
            "application/java",
            After([0xCA, 0xFE, 0xBA, 0xBE]),
            "is a Java or macOS program"),
        Refused("Shell script", "run.txt", "text/plain", Bytes("#!/bin/sh\nrm -rf /\n"), "is a script"),
        Refused(
            "Windows shortcut",
            "notes.pdf",
            "application/pdf",
            After([0x4C, 0, 0, 0, 1, 0x14, 2, 0]),
            "is a Windows shortcut"),
        Refused(
            "Batch file", "run.bat", "text/plain", Bytes("echo off\r\n"), "is plain text, but its name ends in .bat"),
        Refused("Rich Text", "notes.rtf", "application/rtf", Bytes(@"{\rtf1 hello}"), "Rich Text Format"),
        Refused("Web page", "page.html", "text/html", Bytes("<!doctype html><script>1</script>"), "is a web page"),
        Refused(
            "Word document with macros",
            "notes.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Docx(("word/vbaProject.bin", Bytes("x"))),
            "holds macros"),
        Refused(
            "Word document with macros under another name",
            "notes.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Office("application/vnd.ms-word.document.macroEnabled.main+xml"),
            "holds macros"),
        Refused(
            "OpenDocument text with macros",
            "notes.odt",
            "application/vnd.oasis.opendocument.text",
            WithMimeType("application/vnd.oasis.opendocument.text", ("Basic/Standard/Module1.xml", Bytes("<x/>"))),
            "holds macros"),
        Refused(
            "ZIP with a program",
            "tools.zip",
            "application/zip",
            Zip(("readme.txt", Bytes("hi")), ("setup.exe", Program)),
            "holds a program: setup.exe"),
        Refused(
            "ZIP with a renamed program",
            "tools.zip",
            "application/zip",
            Zip(("readme.txt", Program)),
            "holds a Windows program: readme.txt"),
        Refused(
            "ZIP with a stored, renamed program",
            "tools.zip",
            "application/zip",
            Zip(CompressionLevel.NoCompression, ("readme.txt", Program)),
            "holds a Windows program: readme.txt"),
        Refused("ZIP with a macro workbook", "data.zip", "application/zip", Zip(("book.xlsm", Xlsx())), "holds macros"),
        Refused(
            "ZIP with a password",
            "secret.zip",
            "application/zip",
            Encrypted(Zip(("a.txt", Bytes("a")))),
            "protected with a password"),
        Refused(
            "ZIP that climbs out of its folder",
            "bad.zip",
            "application/zip",
            Zip(("../../a.txt", Bytes("a"))),
            "outside its folder"),
        Refused("ZIP cut short", "bad.zip", "application/zip", Zip(("a.txt", Bytes("a")))[..^10], "is damaged"),
        Refused(
            "7z archive",
            "all.7z",
            "application/x-7z-compressed",
            After([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
            "cannot be looked into"),
        Refused(
            "Text that turns into something else",
            "notes.txt",
            "text/plain",
            [.. Bytes(new string('a', 9000)), 0, 1, 2],
            "goes on as something else"),
        Refused("Bytes of no type", "notes.pdf", "application/pdf", [1, 2, 3, 4, 5, 6, 7, 8], "of no type"),
        Refused(
            "Old Word document",
            "notes.doc",
            "application/msword",
            Compound("WordDocument", "1Table"),
            "is an old Word document"),
        Refused(
            "Old Word document with macros",
            "notes.doc",
            "application/msword",
            Compound("WordDocument", "Macros", "VBA", "_VBA_PROJECT"),
            "holds macros"),
        Refused(
            "Word document with a password",
            "notes.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Compound("EncryptedPackage", "EncryptionInfo"),
            "is protected with a password"),
        Refused(
            "Outlook message",
            "mail.msg",
            "application/vnd.ms-outlook",
            Compound("__nameid_version1.0"),
            "is an Outlook message"),
        Refused(
            "Installer",
            "setup.msi",
            "application/x-msi",
            Compound("SummaryInformation"),
            "old Office or installer format"),
        Refused(
            "OpenDocument text with a password",
            "notes.odt",
            "application/vnd.oasis.opendocument.text",
            WithMimeType(
                "application/vnd.oasis.opendocument.text",
                ("META-INF/manifest.xml", Bytes("<manifest:encryption-data/>"))),
            "protected with a password"),
        Refused(
            "Word document with macros named so",
            "notes.docm",
            "application/vnd.ms-word.document.macroenabled.12",
            Office("application/vnd.ms-word.document.macroEnabled.main+xml"),
            "holds macros"),
        Refused(
            "Web page behind a comment",
            "page.txt",
            "text/plain",
            Bytes("<!-- saved --><?xml version='1.0'?>\n<HTML><script>1</script>"),
            "is a web page"),
        Refused(
            "Web page that is a PDF too",
            "notes.pdf",
            "application/pdf",
            Bytes("<html><script>1</script>%PDF-1.7\n%%EOF"),
            "is a web page"),
        Refused("XHTML page", "page.xml", "text/xml", Bytes("""<!-- x --><x:html xmlns:x="http://www.w3.org/1999/xhtml"><x:script>1</x:script></x:html>"""), "is a web page"),
        Refused(
            "Saved web page",
            "page.mht",
            "message/rfc822",
            Bytes(
                "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"\r\n\r\n"),
            "is a saved web page"),
        Refused("XML with a style sheet", "data.xml", "text/xml", Bytes("""<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="a.xsl"?><data/>"""), "calls a style sheet"),
        Refused("XML that is cut short", "data.xml", "text/xml", Bytes("<data>\n<a>"), "no well-formed XML: line 2"),
        Refused("Recording of an old phone", "talk.amr", "audio/amr", Bytes("#!AMR\n"), "is an AMR recording"),
        Refused(
            "Ultrasound image",
            "heart.dcm",
            "application/dicom",
            [.. new byte[128], .. "DICM"u8, .. new byte[64]],
            "a patient's name"),
        Refused(
            "Python program under another name",
            "notes.txt",
            "text/plain",
            Bytes("#!/bin/sh\necho python\n"),
            "is a script"),
        Refused(
            "ZIP with a program in a ZIP",
            "all.zip",
            "application/zip",
            Zip(("week-1.zip", Zip(("setup.exe", Program)))),
            "In week-1.zip: The archive holds a program"),
        Refused(
            "ZIP with a macro document under another name",
            "all.zip",
            "application/zip",
            Zip(("a.docx", Office("application/vnd.ms-word.document.macroEnabled.main+xml"))),
            "In a.docx: The file holds macros"),
        Refused(
            "ZIP with an old macro document under another name",
            "all.zip",
            "application/zip",
            Zip(("a.bin", Compound("_VBA_PROJECT"))),
            "holds macros"),
        Refused(
            "ZIP in a ZIP in a ZIP",
            "all.zip",
            "application/zip",
            Zip(("a.zip", Zip(("b.zip", Zip(("c.txt", Bytes("c"))))))),
            "deeper than is looked"),
        Refused(
            "7z archive in a ZIP",
            "all.zip",
            "application/zip",
            Zip(("a.7z", After([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]))),
            "cannot be looked into"),
        Refused(
            "ZIP that climbs out with backslashes",
            "bad.zip",
            "application/zip",
            Zip((@"a\..\..\b.txt", Bytes("a"))),
            "outside its folder"),
        Refused(
            "ZIP that names a drive",
            "bad.zip",
            "application/zip",
            Zip((@"C:\b.txt", Bytes("a"))),
            "outside its folder"),
        Refused(
            "ZIP that fills a disk",
            "bad.zip",
            "application/zip",
            Zip(("zeros.bin", new byte[40_000_000])),
            "would fill a disk"),
        Refused(
            "ZIP that fills a disk from within",
            "bad.zip",
            "application/zip",
            Zip(("a.zip", Zip(("zeros.bin", new byte[40_000_000])))),
            "would fill a disk"),
        Refused(
            "ZIP with a size that is not true",
            "bad.zip",
            "application/zip",
            Understated(Zip(("zeros.bin", new byte[40_000_000]))),
            "is damaged"),
    ];
}
