using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// A type of the caller's own as a row: its public properties and fields, but those marked <see cref="IgnoreDataMemberAttribute"/>,
/// under the name of a <see cref="DataMemberAttribute"/> if they have one. An enum is stored by its name.
/// </summary>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Known = new();

    private readonly Member[] members;

    private EntityShape(Type type)
    {
        members = [.. type.GetMembers(BindingFlags.Public | BindingFlags.Instance).Where(member => !member.IsDefined(typeof(IgnoreDataMemberAttribute))).Select(Of).OfType<Member>()];
    }

    public static EntityShape Of(Type type) => Known.GetOrAdd(type, static type => new EntityShape(type));

    public void Write(Utf8JsonWriter json, ITableEntity entity)
    {
        foreach (var member in members)
        {
            if (member.Get is null || member.Name is nameof(ITableEntity.ETag) or nameof(ITableEntity.Timestamp))
                continue;

            var value = member.Get(entity);
            EntityWriter.Write(json, member.Name, value is Enum ? value.ToString() : value);
        }
    }

    public T Read<T>(Dictionary<string, object?> properties)
    {
        var entity = Activator.CreateInstance<T>();
        foreach (var member in members)
        {
            var name = member.Name == nameof(ITableEntity.ETag) ? TableEntity.EtagName : member.Name;
            if (member.Set is not null && properties.TryGetValue(name, out var value))
                member.Set(entity!, value is null ? null : Convert(value, member.Type));
        }

        return entity;
    }

    private static Member? Of(MemberInfo member)
    {
        var name = member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;
        return member switch
        {
            PropertyInfo { CanRead: var reads, CanWrite: var writes } property when property.GetIndexParameters().Length == 0 =>
                new(name, property.PropertyType, reads ? property.GetValue : null, writes ? property.SetValue : null),
            FieldInfo field => new(name, field.FieldType, field.GetValue, field.IsInitOnly ? null : field.SetValue),
            _ => null,
        };
    }

    private static object? Convert(object value, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string))
            return value as string;
        if (type == typeof(int) || type == typeof(bool))
            return value;
        if (type == typeof(double))
            return System.Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return FromText((string)value, type);
    }

    private static object? FromText(string text, Type type) => type switch
    {
        _ when type == typeof(long) => long.Parse(text, CultureInfo.InvariantCulture),
        _ when type == typeof(byte[]) => System.Convert.FromBase64String(text),
        _ when type == typeof(BinaryData) => new BinaryData(System.Convert.FromBase64String(text)),
        _ when type == typeof(Guid) => Guid.Parse(text),
        _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        _ when type == typeof(DateTime) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        _ when type == typeof(ETag) => new ETag(text),
        _ when type.IsEnum => Enum.Parse(type, text),
        _ => null,
    };

    private sealed record Member(string Name, Type Type, Func<object, object?>? Get, Action<object, object?>? Set);
}
