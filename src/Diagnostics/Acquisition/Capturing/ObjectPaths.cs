using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Symbols.Holding;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Where a way begins: an object, or the fields of a struct.</summary>
/// <param name="IsInterior">True when the address is that of the fields and not of an object.</param>
internal readonly record struct PathRoot(ulong Address, ClrType Type, bool IsInterior);

/// <summary>Goes the ways that were read from code through the objects of the target.</summary>
internal sealed class ObjectPaths(ClrRuntime runtime)
{
    private readonly Dictionary<(ulong Module, string Type), ClrType?> _types = [];

    /// <summary>The address that a way leads to; 0 when it leads nowhere.</summary>
    /// <param name="root">Where a way that is not static begins; null when it is not known.</param>
    /// <param name="module">The module in whose code the way was read.</param>
    public ulong Follow(ObjectPath path, PathRoot? root, ClrModule module)
    {
        var steps = path.Steps;
        var at = root;
        if (path.StaticRoot is { } field)
        {
            at = ReadStatic(module, field.Type, field.Field);
        }

        for (var i = 1; i < steps.Length && at is not null; i++)
        {
            at = Read(at.Value, steps[i]);
        }

        return at is { IsInterior: false } found ? found.Address : 0;
    }

    private static PathRoot? Read(PathRoot at, string name)
    {
        if (at.Type.GetFieldByName(name) is not { } field)
        {
            return null;
        }

        if (field.IsObjectReference)
        {
            return field.ReadObject(at.Address, at.IsInterior) is { IsNull: false, Type: { } type } value ? new PathRoot(value.Address, type, false) : null;
        }

        return field is { IsValueType: true, Type: { } inner } ? new PathRoot(field.GetAddress(at.Address, at.IsInterior), inner, true) : null;
    }

    private PathRoot? ReadStatic(ClrModule module, string type, string name)
    {
        if (!_types.TryGetValue((module.Address, type), out var found))
        {
            found = module.GetTypeByName(type);
            _types.Add((module.Address, type), found);
        }

        return found?.GetStaticFieldByName(name) is { IsObjectReference: true } field
            && runtime.AppDomains.FirstOrDefault() is { } domain && field.IsInitialized(domain)
            && field.ReadObject(domain) is { IsNull: false, Type: { } valueType } value
                ? new PathRoot(value.Address, valueType, false)
                : null;
    }
}
