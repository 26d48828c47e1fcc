using System.Globalization;
using Pathway.Functions.Http;

namespace Pathway.Functions.Pages.House;

/// <summary>A fault as a sentence under the name the page gives the field.</summary>
public static class FaultWords
{
    /// <summary>The form was opened before somebody else changed what it is about.</summary>
    public static Fault Overtaken(string what) =>
        new("", $"Somebody else changed the {what} while this form was open. Open it again, then change it.");

    /// <summary>The same of a question: what its answer means now is on the page that says so.</summary>
    public static Fault AskedAnew(string what) =>
        new("", $"Somebody else changed the {what} while this page was open. Nothing was done: look at what it means now.");

    public static string For(Fault fault, Func<string, string> label)
    {
        if (fault.Path.Length == 0)
            return fault.Reason;
        var entry = FormState.EntryOf(fault.Path);
        var field = FormState.NameOf(entry is null ? fault.Path : fault.Path[..fault.Path.LastIndexOf('/')]);
        return entry is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"{label(field)}, entry {number} {fault.Reason}")
            : $"{label(field)} {fault.Reason}";
    }
}
