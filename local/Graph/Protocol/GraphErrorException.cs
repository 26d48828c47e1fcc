using System.Text.Json.Nodes;

namespace Pathway.GraphSimulator.Protocol;

/// <summary>A refusal on its way to the caller; the endpoint writes it in Graph's error format.</summary>
internal sealed class GraphErrorException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Further members of <c>error</c>, as some Exchange errors carry them.</summary>
    public JsonObject Annotations { get; init; } = [];

    public static GraphErrorException ItemNotFound() =>
        new(404, "ErrorItemNotFound", "The specified object was not found in the store.");

    public static GraphErrorException CannotDelete() =>
        new(403, "ErrorCannotDeleteObject", "The object cannot be deleted.");

    public static GraphErrorException MoveFailed() =>
        new(400, "ErrorMoveCopyFailed", "The move or copy operation failed.");

    public static GraphErrorException Conflict() => new(
        412,
        "ErrorIrresolvableConflict",
        "The send or update operation could not be performed because the change key passed in the request "
            + "does not match the current change key for the item.");

    public static GraphErrorException BadRequest(string message) => new(400, "BadRequest", message);

    public static GraphErrorException InvalidProperty(string name, string message) =>
        new(400, "ErrorPropertyValidationFailure", $"At least one property failed validation. {name}: {message}");

    /// <summary>What real Graph offers and this simulator does not model: said aloud, never silently ignored.</summary>
    public static GraphErrorException NotModelled(string what) =>
        new(501, "notImplemented", $"The simulator does not model {what}.");
}
