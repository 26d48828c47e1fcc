using System.Text;
using Pathway.Functions.Http.Sheets;
using static Pathway.Functions.Tests.Http.Workbook;

namespace Pathway.Functions.Tests.Http;

public sealed class SheetFileTests
{
    [Fact]
    public void Reads_shared_and_inline_texts_without_how_they_are_pronounced()
    {
        var file = new Workbook()
            .Strings(
                "<t>plain</t>",
                "<r><t xml:space=\"preserve\">two </t></r><r><rPr><b/></rPr><t>runs</t></r>",
                "<t>\u6771\u4eac</t><rPh sb=\"0\" eb=\"2\"><t>toukyou</t></rPh>",
                "<t>a_x000D__x000A_b</t>")
            .Sheet(
                Row(1, "<c r=\"A1\" t=\"s\"><v>0</v></c>", "<c r=\"B1\" t=\"s\"><v>1</v></c>", "<c r=\"C1\" t=\"s\"><v>2</v></c>", "<c r=\"D1\" t=\"s\"><v>3</v></c>", Text("E1", "inline")));

        Assert.Equal(
            ["plain", "two runs", "\u6771\u4eac", "a\r\nb", "inline"], Assert.Single(Read(file.ToBytes())).Cells);
    }

    [Theory]
    [InlineData("dd/mm/yyyy hh:mm", "46428.583333333336", "2027-02-10T14:00")]
    [InlineData("dd/mm/yyyy", "46428", "2027-02-10")]
    [InlineData("[$-809]d mmmm yyyy;@", "46428", "2027-02-10")]
    [InlineData("hh:mm", "0.58333333333333337", "14:00")]
    [InlineData("h:mm AM/PM", "0.375", "09:00")]
    [InlineData("[h]:mm", "0.375", "09:00")]
    [InlineData("hh:mm:ss", "46428.583344907405", "2027-02-10T14:00:01")]
    [InlineData("dd/mm/yyyy hh:mm", "46428.99999999", "2027-02-11")]
    [InlineData("General", "46428.5", "46428.5")]
    [InlineData("0.00", "45", "45")]
    [InlineData("0.00\\ &quot;days&quot;", "45", "45")]
    [InlineData("[Red]0", "1.2E3", "1200")]
    [InlineData("0", "0.30000000000000004", "0.3")]
    [InlineData("00000", "123", "00123")]
    [InlineData("yyyy-mm-dd", "61", "1900-03-01")]
    [InlineData("yyyy-mm-dd", "59", "1900-02-28")]
    public void Shows_numbers_as_their_format_means_them(string format, string value, string text)
    {
        var file = new Workbook { Formats = [format] }.Sheet(Row(1, $"<c r=\"A1\" s=\"1\"><v>{value}</v></c>"));

        Assert.Equal(text, Assert.Single(Assert.Single(Read(file.ToBytes())).Cells));
    }

    [Theory]
    [InlineData("date1904=\"1\"")]
    [InlineData("date1904=\"true\"")]
    public void Counts_days_from_1904_where_the_workbook_does(string property)
    {
        var file = new Workbook { Properties = property }.Sheet(
            Row(1, "<c r=\"A1\" s=\"1\"><v>44966.583333333336</v></c>"));

        Assert.Equal("2027-02-10T14:00", Assert.Single(Assert.Single(Read(file.ToBytes())).Cells));
    }

    [Fact]
    public void Takes_what_a_formula_last_came_to_and_says_true_and_false()
    {
        var file = new Workbook().Sheet(Row(
            1, "<c r=\"A1\" t=\"str\"><f>A2&amp;\"x\"</f><v>came to</v></c>", "<c r=\"B1\"><f>[1]Sheet1!A1*2</f><v>90</v></c>", "<c r=\"C1\" t=\"b\"><v>1</v></c>", "<c r=\"D1\" t=\"e\"><v>#N/A</v></c>", "<c r=\"E1\" t=\"d\"><v>2027-02-10T14:00:00</v></c>"));

        Assert.Equal(
            ["came to", "90", "TRUE", "#N/A", "2027-02-10T14:00:00"], Assert.Single(Read(file.ToBytes())).Cells);
    }

    [Fact]
    public void Keeps_rows_and_columns_where_they_are_whether_or_not_they_have_numbers()
    {
        var numbered = new Workbook().Sheet(
            Row(3, Text("B3", "b"), "<c r=\"C3\" s=\"0\"/>", Text("D3", "d")) + Row(7, Text("AA7", "far")));
        var bare = new Workbook().Sheet(
            "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c><v>1</v></c></row><row/><row><c><v>2</v></c></row>");

        var rows = Read(numbered.ToBytes());

        Assert.Equal([3, 7], rows.Select(row => row.Line));
        Assert.Equal(["", "b", "", "d"], rows[0].Cells);
        Assert.Equal((27, "far"), (rows[1].Cells.Count, rows[1].Cells[26]));
        Assert.Equal(["1 a,1", "3 2"], Read(bare.ToBytes()).Select(row => $"{row.Line} {string.Join(',', row.Cells)}"));
    }

    [Fact]
    public void Takes_the_first_sheet_that_fits_and_hidden_ones_last()
    {
        var file = new Workbook()
            .Sheet(Row(1, Text("A1", "fits, hidden")), "hidden")
            .Sheet(Row(1, Text("A1", "notes")))
            .Sheet(Row(1, Text("A1", "fits")))
            .ToBytes();

        Assert.Equal(
            "fits",
            SheetFile.Read(file, null, sheet => sheet.Rows[0].Cells[0].StartsWith("fits", StringComparison.Ordinal)).Sheet!.Rows[0].Cells[0]);
        Assert.Equal("notes", SheetFile.Read(file, null, _ => false).Sheet!.Rows[0].Cells[0]);
    }

    [Fact]
    public void Reads_the_strict_form_with_prefixes()
    {
        var file = new Workbook().Sheet("").Part(
            "xl/worksheets/sheet1.xml",
            "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>strict</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>");

        Assert.Equal(["strict"], Assert.Single(Read(file.ToBytes())).Cells);
    }

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "a bomb of one text", new Workbook().Strings($"<t>{new string('a', 40_000_000)}</t>").Sheet("").ToBytes(), "unpacks to more than" },
        { "a text that no cell can hold", new Workbook().Strings($"<t>{new string('a', 40_000)}</t>").Sheet("").ToBytes(), "32767 letters" },
        { "a bomb of rows", new Workbook().Sheet(string.Concat(Enumerable.Repeat("<row><c r=\"IV1\"><v>1</v></c></row>", 20_000))).ToBytes(), "1000000 cells" },
        { "a bomb of white space", new Workbook().Sheet(new string(' ', 40_000_000)).ToBytes(), "unpacks to more than" },
        { "an entity", new Workbook().Sheet("").Part("xl/worksheets/sheet1.xml", "<!DOCTYPE worksheet [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>").ToBytes(), "cannot be read" },
        { "a sheet elsewhere", new Workbook().Sheet("").Part("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" TargetMode=\"External\" Target=\"https://example.org/sheet.xml\"/></Relationships>").ToBytes(), "holds no sheet" },
        { "a sheet that is not there", new Workbook().Sheet("").Part("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"../../../../etc/passwd\"/></Relationships>").ToBytes(), "does not hold" },
        { "a text that is not there", new Workbook().Sheet(Row(1, "<c r=\"A1\" t=\"s\"><v>7</v></c>")).ToBytes(), "does not hold" },
        { "half a workbook", new Workbook().Sheet(Row(1, Text("A1", "a"))).ToBytes()[..300], "cannot be read" },
        { "a document", Workbook.Zip(new Dictionary<string, string> { ["word/document.xml"] = "<a/>" }), "no Excel workbook" },
        { "an OpenDocument", Workbook.Zip(new Dictionary<string, string> { ["content.xml"] = "<a/>" }), "OpenDocument" },
        { "a binary workbook", new Workbook { WorkbookPart = "xl/workbook.bin" }.Sheet("").ToBytes(), ".xlsb" },
        { "an old one", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "password" },
        { "a page", Encoding.UTF8.GetBytes("\uFEFF <html><table>"), "web page" },
        { "a PDF", Encoding.UTF8.GetBytes("%PDF-1.7"), "PDF" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Refuses_what_is_no_workbook_or_too_much_of_one_in_words(string what, byte[] file, string reason)
    {
        Assert.NotEmpty(what);

        var (sheet, fault) = SheetFile.Read(file, null, _ => true);

        Assert.Null(sheet);
        Assert.Contains(reason, fault!.Reason, StringComparison.Ordinal);
        Assert.Equal(1, fault.Line);
    }

    [Fact]
    public void Says_something_of_every_workbook_with_a_broken_byte()
    {
        var whole = new Workbook { Formats = ["dd/mm/yyyy"] }.Strings("<t>text</t>")
            .Sheet(Row(1, "<c r=\"A1\" t=\"s\"><v>0</v></c>", "<c r=\"B1\" s=\"1\"><v>46428</v></c>"))
            .ToBytes();
        for (var at = 0; at < whole.Length; at++)
        {
            var broken = (byte[])whole.Clone();
            broken[at] ^= (byte)(1 << (at % 8));

            var (sheet, fault) = SheetFile.Read(broken, null, _ => true);

            Assert.True(sheet is null ^ fault is null, $"byte {at}");
        }
    }

    [Theory]
    [InlineData("a;b\n1,5;2", 2)]
    [InlineData("a\tb\n1,5\t2", 2)]
    [InlineData("\"a,x,y\";b\n1;2", 2)]
    [InlineData("sep=;\na;b\n1;2", 2)]
    [InlineData("a,b,,\r\n1,2,,\r\n,,,\r\n", 2)]
    [InlineData("\n\na,b\n\n1,2\n", 2)]
    public void Finds_what_stands_between_the_cells(string text, int cells)
    {
        var rows = Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal([cells, cells], rows.Select(row => row.Cells.Count));
    }

    [Fact]
    public void Reads_UTF_16_with_and_without_a_mark_in_either_order()
    {
        const string Text = "a\tSant\u00e9\r\n1\t2\r\n";
        byte[][] files =
        [
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text)], Encoding.Unicode.GetBytes(Text),
            [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Text)],
            Encoding.BigEndianUnicode.GetBytes(Text),
        ];

        Assert.All(files, file => Assert.Equal("Sant\u00e9", Read(file)[0].Cells[1]));
    }

    [Fact]
    public void Believes_the_sender_about_letters_only_where_the_bytes_do_not_say()
    {
        Assert.Equal(
            "\u017e",
            SheetFile.Read(new byte[] { (byte)'a', (byte)',', 0xBE }, "iso-8859-2", _ => true).Sheet!.Rows[0].Cells[1]);
        Assert.Equal(
            "\u00e9",
            SheetFile.Read(Encoding.UTF8.GetBytes("a,\u00e9"), "iso-8859-2", _ => true).Sheet!.Rows[0].Cells[1]);
    }

    private static IReadOnlyList<SheetRow> Read(byte[] file)
    {
        var (sheet, fault) = SheetFile.Read(file, null, _ => true);
        Assert.Null(fault);
        return sheet!.Rows;
    }
}
