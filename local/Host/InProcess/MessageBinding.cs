using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace Pathway.LocalHost.InProcess;

/// <summary>
/// Binds a message's decoded body as what the trigger's parameter asks for: the message itself, text, bytes, or JSON.
/// </summary>
internal sealed class MessageBinding(ParameterInfo trigger)
{
    public Expression? Bind(ParameterInfo parameter, Expression message)
    {
        // Reflection may hand two threads two objects for one parameter.
        if (parameter.Position != trigger.Position)
            return null;
        if (parameter.ParameterType == typeof(QueueMessage))
            return message;

        return Expression.Call(
            Reader(parameter.ParameterType), Expression.Property(message, nameof(QueueMessage.Body)));
    }

    private static MethodInfo Reader(Type type)
    {
        var name = type == typeof(string) ? nameof(Text)
            : type == typeof(byte[]) ? nameof(Bytes)
            : type == typeof(BinaryData) ? nameof(Data)
            : nameof(Json);
        var method = typeof(MessageBinding).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
        return method.IsGenericMethodDefinition ? method.MakeGenericMethod(type) : method;
    }

    private static string Text(BinaryData body) => body.ToString();

    private static byte[] Bytes(BinaryData body) => body.ToArray();

    private static BinaryData Data(BinaryData body) => body;

    private static T? Json<T>(BinaryData body)
    {
        try
        {
            return body.ToObjectFromJson<T>(JsonSerializerOptions.Web);
        }
        catch (JsonException e)
        {
#pragma warning disable MA0054 // Where, but not what: the reader's own message can quote the body, and this one is logged.
            throw new FormatException(
                $"The message is not a {typeof(T).Name} in JSON: line {e.LineNumber}, byte {e.BytePositionInLine}.");
#pragma warning restore MA0054
        }
    }
}
