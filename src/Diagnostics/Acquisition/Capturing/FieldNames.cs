using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Names objects by the fields that hold them: <c>Bank._accounts</c> says more than an address.</summary>
internal sealed class FieldNames(ClrRuntime runtime, MethodNames names)
{
    private const int FrameworkRank = 2;

    private readonly Dictionary<ulong, (string Name, int Rank, ulong Owner)> _best = [];
    private readonly Dictionary<ulong, List<ulong>> _arraySlots = [];

    private readonly Dictionary<ulong, ulong> _tokenSources = [];
    private readonly Dictionary<ulong, ulong> _outer = [];

    /// <summary>The source of the cancellation token that a wait handle belongs to; 0 for none.</summary>
    public ulong TokenSourceOf(ulong handle) => _tokenSources.GetValueOrDefault(handle);

    /// <summary>The object of the framework that the program knows and this one is a part of; 0 for none.</summary>
    public ulong OuterOf(ulong part) => _outer.GetValueOrDefault(part);

    public string? Find(ulong address) => _best.TryGetValue(address, out var found) ? found.Name : null;

    /// <summary>The object whose field names this one; 0 for a static field or none.</summary>
    public ulong OwnerOf(ulong address) => _best.TryGetValue(address, out var found) ? found.Owner : 0;

    /// <summary>The same, but only a field of the program itself.</summary>
    public string? FindOwn(ulong address) => _best.TryGetValue(address, out var found) && found.Rank < FrameworkRank ? found.Name : null;

    public void VisitReference(ulong slot, ulong value, ulong owner, ClrType ownerType)
    {
        if (ownerType.IsArray)
        {
            // Static fields live in arrays of objects that belong to the runtime; which one is asked at the end.
            Slots(value).Add(slot);
            return;
        }

        if (ownerType.Name == PrimitiveLayout.TokenSourceType)
        {
            _tokenSources[value] = owner;
        }

        if (KnownSources.IsOuter(ownerType.Name))
        {
            _outer[value] = owner;
        }

        if (FieldAt(ownerType, (int)(slot - owner) - 8) is { } field)
        {
            Offer(value, owner, ownerType, field);
        }
    }

    /// <summary>Looks among the static fields of the program's own types for what no instance field holds.</summary>
    public void ResolveStatics()
    {
        var slots = _arraySlots
            .Where(pair => !_best.TryGetValue(pair.Key, out var best) || best.Rank > 0)
            .SelectMany(pair => pair.Value, (pair, slot) => (slot, pair.Key))
            .ToLookup(pair => pair.slot, pair => pair.Key);
        if (slots.Count == 0)
        {
            return;
        }

        foreach (var module in runtime.EnumerateModules().Where(module => !names.IsFramework(module)))
        {
            foreach (var (methodTable, _) in module.EnumerateTypeDefToMethodTableMap())
            {
                foreach (var field in runtime.GetTypeByMethodTable(methodTable)?.StaticFields ?? [])
                {
                    if (field.IsObjectReference && field.GetAddress(module.AppDomain) is var address && address != 0)
                    {
                        foreach (var value in slots[address])
                        {
                            Offer(value, 0, field.ContainingType, field);
                        }
                    }
                }
            }
        }
    }

    private List<ulong> Slots(ulong value)
    {
        if (!_arraySlots.TryGetValue(value, out var slots))
        {
            _arraySlots.Add(value, slots = []);
        }

        return slots;
    }

    private void Offer(ulong value, ulong owner, ClrType ownerType, ClrField field)
    {
        var name = NameOf(ownerType, field.Name ?? "?");
        var rank = name is null ? 3 : names.IsFramework(ownerType.Module) ? FrameworkRank : ownerType.Name?.Contains('<', StringComparison.Ordinal) == true ? 1 : 0;
        if (name is not null && (!_best.TryGetValue(value, out var best) || rank < best.Rank))
        {
            _best[value] = (name, rank, owner);
        }
    }

    /// <summary>Null when the field is only of interest to the compiler.</summary>
    private static string? NameOf(ClrType owner, string field)
    {
        if (field.StartsWith('<'))
        {
            // <Gate>k__BackingField is the property Gate; other names in brackets are temporaries.
            var end = field.IndexOf(">k__BackingField", StringComparison.Ordinal);
            if (end < 0)
            {
                return null;
            }

            field = field[1..end];
        }

        return $"{CSharpMethodName.Short(owner.Name ?? "?", field)}";
    }

    private static ClrInstanceField? FieldAt(ClrType type, int offset)
    {
        foreach (var field in type.Fields)
        {
            if (field.IsObjectReference && field.Offset == offset)
            {
                return field;
            }
        }

        return null;
    }
}
