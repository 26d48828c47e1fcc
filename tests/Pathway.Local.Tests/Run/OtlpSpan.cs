using System.Text;
using Google.Protobuf;

namespace Pathway.Local.Tests.Run;

/// <summary>What the tests read of a span, by the field numbers of opentelemetry-proto's trace.proto.</summary>
internal sealed record OtlpSpan(string Service, string Trace, string Name)
{
    public string Id { get; init; } = "";

    /// <summary>Empty where it is the first of its trace.</summary>
    public string Parent { get; init; } = "";

    /// <summary>The spans of a trace, each under the one it is a part of.</summary>
    public static string Tree(IReadOnlyCollection<OtlpSpan> trace, string parent = "", string indent = "") => string.Concat(
        trace.Where(span => span.Parent == parent || (parent.Length == 0 && trace.All(other => other.Id != span.Parent)))
            .Select(span => $"{indent}{span.Name} [{span.Service}]\n{Tree(trace, span.Id, indent + "  ")}"));

    public static IEnumerable<OtlpSpan> ReadAll(byte[] request) =>
        from resourceSpans in Fields(request, 1)
        let service = ServiceOf(resourceSpans)
        from scopeSpans in Fields(resourceSpans, 2)
        from span in Fields(scopeSpans, 2)
        select new OtlpSpan(
            service,
            Convert.ToHexString(Fields(span, 1).Single()),
            Encoding.UTF8.GetString(Fields(span, 5).Single()))
        {
            Id = Convert.ToHexString(Fields(span, 2).Single()),
            Parent = Convert.ToHexString(Fields(span, 4).FirstOrDefault() ?? []),
        };

    private static string ServiceOf(byte[] resourceSpans) =>
        (from resource in Fields(resourceSpans, 1)
         from attribute in Fields(resource, 1)
         where Encoding.UTF8.GetString(Fields(attribute, 1).Single()) == "service.name"
         select Encoding.UTF8.GetString(Fields(Fields(attribute, 2).Single(), 1).Single())).Single();

    /// <summary>The length-delimited fields of a message with this number.</summary>
    private static List<byte[]> Fields(byte[] message, int number)
    {
        var (input, found) = (new CodedInputStream(message), new List<byte[]>());
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == number && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                found.Add(input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }

        return found;
    }
}
