using System.Text;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Colleges.Samples;

/// <summary>A call as a person pastes it.</summary>
internal static class SampleForms
{
    public static string Label(string name) => name == "headers" ? "Headers" : "Body";

    /// <summary>The call's headers, or the lines that are none.</summary>
    public static IHeaderDictionary? Headers(FormFields form, out IReadOnlyList<Fault> faults)
    {
        var (headers, found) = (new HeaderDictionary(), new List<Fault>());
        foreach (var (at, line) in form.Lines("headers").Index())
        {
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } name, var value])
                headers[name] = value;
            else
                found.Add(new Fault($"/headers/{at}", "is no header: write its name, a colon and its value."));
        }

        faults = found;
        return found.Count > 0 ? null : headers;
    }

    /// <summary>A browser sends each line's end as two characters, whatever was pasted.</summary>
    public static byte[] Body(FormFields form) =>
        Encoding.UTF8.GetBytes(form["body"].Replace("\r\n", "\n", StringComparison.Ordinal));
}
