using System.Text;
using static Pathway.Functions.Tests.Resources.SampleFiles;

namespace Pathway.Functions.Tests.Resources;

/// <summary>SVG as drawing programs export it, and SVG made to run or to tell.</summary>
internal static class Drawings
{
    private const string Open = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";
    private const string Public = "PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"";
    private const string Html = "xmlns=\"http://www.w3.org/1999/xhtml\"";

    public static IReadOnlyList<TriedFile> Published { get; } =
    [
        Drawn("behind a document type", $"<!DOCTYPE svg {Public}>\n{Open}<rect/></svg>"),
        Drawn(
            "behind 5 KiB of licence",
            $"<?xml version=\"1.0\"?>\n<!-- {new string('x', 5000)} -->\n{Open}<rect/></svg>"),
        Drawn("with a prefix", "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:rect/></s:svg>"),
        Drawn(
            "of Illustrator, with entities and its own data",
            $"<!DOCTYPE svg {Public} [\n<!ENTITY ns_ai \"http://ns.adobe.com/AdobeIllustrator/10.0/\">\n<!ENTITY st0 'fill:none;stroke:#000;'>\n<!ATTLIST svg xmlns:a CDATA #IMPLIED>\n]>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:i=\"&ns_ai;\"><switch><foreignObject requiredExtensions=\"&ns_ai;\"><i:pgfRef xlink:href=\"#pgf\"/></foreignObject><g i:extraneous=\"self\"><path style=\"&st0;\"/></g></switch><i:pgf id=\"pgf\">eJzs</i:pgf></svg>"),
        Drawn(
            "of draw.io, with text as HTML",
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" content=\"&lt;mxfile host=&quot;x&quot;/&gt;\"><switch><foreignObject><div {Html} style=\"display: flex\"><font color=\"#000\">Nurse<br/></font></div></foreignObject><text>Nurse</text></switch><a xlink:href=\"https://www.drawio.com/doc/faq/svg-export-text-problems\"><text>Text is not SVG</text></a></svg>"),
        Drawn(
            "with an embedded picture, a style and a gradient",
            $"{Open}<style>.a{{fill:url(#g)}} @font-face{{src:url(data:font/woff2;base64,AA==)}}</style><image xlink:href=\"data:image/png;base64,iVBORw0=\"/><use xlink:href=\"#a\"/><animate attributeName=\"x\" values=\"0;1\"/></svg>"),
        Drawn(
            "in UTF-16",
            "<?xml version=\"1.0\" encoding=\"utf-16\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><text>Blutdrück</text></svg>",
            Encoding.Unicode),
        Drawn(
            "in Windows-1252",
            "<?xml version=\"1.0\" encoding=\"windows-1252\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><text>Blutdr\u00FCck</text></svg>",
            Encoding.Latin1),
    ];

    public static IReadOnlyList<TriedFile> Refused { get; } =
    [
        Hostile("with a script", $"{Open}<script>1</script></svg>", "holds a script"),
        Hostile(
            "with a script under a prefix",
            $"{Open}<s:script xmlns:s=\"http://www.w3.org/2000/svg\">1</s:script></svg>",
            "holds a script"),
        Hostile(
            "with a script as HTML",
            $"{Open}<foreignObject><h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">1</h:script></foreignObject></svg>",
            "holds a script"),
        Hostile(
            "with a script in UTF-16",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>",
            "holds a script",
            Encoding.Unicode),
        Hostile(
            "with an event handler",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>",
            "an event starts (onload)"),
        Hostile(
            "with an event handler from its document type",
            "<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"alert(1)\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "gives its elements attributes (ATTLIST)"),
        Hostile(
            "with a namespace and an event handler from its document type",
            "<!DOCTYPE svg [<!ATTLIST svg xmlns CDATA #FIXED \"http://www.w3.org/2000/svg\" onload CDATA #FIXED 'alert(1)'>]><svg/>",
            "ATTLIST"),
        Hostile(
            "with markup in an entity",
            $"<!DOCTYPE svg [<!ENTITY x '<script>1</script>'>]>{Open}&x;</svg>",
            "hides markup in an entity (x)"),
        Hostile(
            "with markup in an entity by numbers",
            $"<!DOCTYPE svg [<!ENTITY x '&#60;script>1&#x3c;/script>'>]>{Open}&x;</svg>",
            "hides markup in an entity (x)"),
        Hostile(
            "with entities of entities",
            $"<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>{Open}<text>&b;</text></svg>",
            "hides markup in an entity (b)"),
        Hostile(
            "with an entity from elsewhere",
            $"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{Open}</svg>",
            "takes parts from elsewhere"),
        Hostile(
            "with a parameter entity",
            $"<!DOCTYPE svg [<!ENTITY % x '<!ENTITY y \"z\">'> %x;]>{Open}</svg>",
            "takes parts from elsewhere"),
        Hostile(
            "with a style sheet that is a program",
            $"<?xml version=\"1.0\"?><?xml-stylesheet type=\"text/xsl\" href=\"data:text/xml;base64,AAAA\"?>{Open}</svg>",
            "calls a style sheet"),
        Hostile(
            "with a hidden script address",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"&#106;ava&#10;script:x()\"/></svg>",
            "holds an address that is a script (href)"),
        Hostile(
            "with a script address from an entity",
            $"<!DOCTYPE svg [<!ENTITY x 'javascript:'>]>{Open}<a xlink:href=\"&x;alert(1)\"/></svg>",
            "holds an address that is a script"),
        Hostile(
            "with a link to a page in itself",
            $"{Open}<a href=\"data:image/svg+xml,&lt;svg/&gt;\"/></svg>",
            "link to a page hidden in it"),
        Hostile(
            "with an animated address",
            $"{Open}<a><set attributeName=\"xlink:href\" to=\"#a\"/></a></svg>",
            "changes xlink:href by an animation"),
        Hostile(
            "with an animated script",
            $"{Open}<animate attributeName=\"x\" values=\"#a; javascript:x()\"/></svg>",
            "holds an address that is a script (values)"),
        Hostile(
            "that uses another drawing",
            $"{Open}<use href=\"data:image/svg+xml;base64,AAAA#x\"/></svg>",
            "loads something from elsewhere (<use>)"),
        Hostile(
            "with a picture from elsewhere",
            $"{Open}<image href=\"https://example.org/pixel.png\"/></svg>",
            "loads a picture from elsewhere"),
        Hostile(
            "with a font from elsewhere",
            $"{Open}<style>@import url('https://example.org/a.css');</style></svg>",
            "loads a font, picture or style from elsewhere"),
        Hostile(
            "with an address in escapes",
            $"{Open}<rect style=\"fill:u\\72l(/**/'//example.org/a')\"/></svg>",
            "loads a font, picture or style from elsewhere"),
        Hostile(
            "with a form",
            $"{Open}<foreignObject><form {Html} action=\"x\"/></foreignObject></svg>",
            "HTML that does more than show text (<form>)"),
        Hostile(
            "with a frame",
            $"{Open}<foreignObject><iframe {Html} srcdoc=\"x\"/></foreignObject></svg>",
            "holds another page or program (<iframe>)"),
        Hostile(
            "with a formula that runs",
            $"{Open}<foreignObject><math xmlns=\"http://www.w3.org/1998/Math/MathML\" onclick=\"x()\"/></foreignObject></svg>",
            "an event starts (onclick)"),
        Hostile(
            "in an encoding of its own",
            $"<?xml version=\"1.0\" encoding=\"utf-7\"?>{Open}</svg>",
            "is written in utf-7"),
        Hostile("that is cut short", $"{Open}\n<rect/>", "no well-formed XML: line 2"),
    ];

    private static TriedFile Drawn(string how, string svg, Encoding? encoding = null) => TriedFile.Published(
        $"SVG {how}", "heart.svg", "image/svg+xml", Encoded(svg, encoding));

    private static TriedFile Hostile(string how, string svg, string reason, Encoding? encoding = null) => TriedFile.Refused($"SVG {how}", "heart.svg", "image/svg+xml", Encoded(svg, encoding), reason);

    private static byte[] Encoded(string svg, Encoding? encoding) =>
        encoding is null ? Bytes(svg) : [.. encoding.GetPreamble(), .. encoding.GetBytes(svg)];
}
