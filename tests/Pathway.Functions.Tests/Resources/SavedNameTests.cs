using Pathway.Functions.Resources.Files;

namespace Pathway.Functions.Tests.Resources;

public sealed class SavedNameTests
{
    [Theory]
    [InlineData("Überblick 'EKG' – Woche 1.txt", "Überblick 'EKG' – Woche 1.txt")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("a\u2066b\u2069\u200Bc\uFEFF\u00AD.pdf", "abc.pdf")]
    [InlineData("a\u2028b\u2029\u0085\u0007\u007Fc.pdf", "abc.pdf")]
    [InlineData("a\uD800b\uE000\u3164.pdf", "ab.pdf")]
    [InlineData("../a\\b:c.pdf", ".._a_b_c.pdf")]
    [InlineData("CON", "_CON")]
    [InlineData("nul.tar.pdf", "_nul.tar.pdf")]
    [InlineData("com1 .pdf", "_com1 .pdf")]
    [InlineData("console.pdf", "console.pdf")]
    [InlineData("notes.pdf. . ", "notes.pdf")]
    [InlineData("\u202E..", "file")]
    [InlineData("ECG 🫀.pdf", "ECG 🫀.pdf")]
    public void Shows_a_person_what_it_is(string sent, string saved) => Assert.Equal(saved, SavedName.For(sent));
}
