using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Unravel.Diagnostics.Model.Json;

/// <summary>
/// Generated code makes a record with all its fields at once, and what the document leaves out becomes zero, false or an
/// array that is not even empty, whatever the record says. Here a record is made first and then filled, so that what was
/// added later than a file has its default.
/// </summary>
internal static class MissingFields
{
    public static void Mend(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly != typeof(MissingFields).Assembly
            || type.Type.GetConstructors() is not [var constructor])
        {
            return;
        }

        var parameters = constructor.GetParameters();
        object?[] defaults = [.. parameters.Select(Default)];
        type.CreateObject = () => constructor.Invoke(defaults);
        foreach (var property in type.Properties)
        {
            if (type.Type.GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { CanWrite: true } target)
            {
                continue;
            }

            property.Set = target.SetValue;
            property.IsRequired |= parameters.Any(parameter => parameter.Name == target.Name && !parameter.HasDefaultValue && !IsNullable(target));
        }
    }

    private static object? Default(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? parameter.DefaultValue
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;

    private static bool IsNullable(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
}
