using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Runtimes;

/// <summary>
/// Where in a state machine the references to awaited objects lie. The compiler keeps each awaiter in a field
/// <c>&lt;&gt;u__N</c> and clears it on resume, so in a suspended machine the only one that is not null is the active one.
/// </summary>
/// <param name="State">Offset of the state.</param>
/// <param name="Awaited">Offsets of the references inside the awaiters, in the order of their fields.</param>
internal sealed record AwaitedReferences(int State, int[] Awaited)
{
    /// <summary>Offsets count from the start of the machine's fields.</summary>
    public static AwaitedReferences? Find(ClrType stateMachine)
    {
        int? state = null;
        var awaited = new List<int>();
        foreach (var field in stateMachine.Fields)
        {
            if (field.Name == TaskLayout.StateField)
            {
                state = field.Offset;
            }
            else if (field.Name?.StartsWith(TaskLayout.AwaiterFieldPrefix, StringComparison.Ordinal) == true
                && ReferenceIn(field, field.Offset, depth: 0) is { } offset)
            {
                awaited.Add(offset);
            }
        }

        return state is { } found ? new AwaitedReferences(found, [.. awaited]) : null;
    }

    /// <summary>The reference inside an awaiter: itself when it is one, else the field that the framework's awaiters keep it in, else the first.</summary>
    private static int? ReferenceIn(ClrInstanceField field, int offset, int depth)
    {
        if (field.IsObjectReference)
        {
            return offset;
        }

        if (!field.IsValueType || depth > 4 || field.Type is not { } type)
        {
            return null;
        }

        var candidates = type.Fields
            .OrderBy(inner => Array.IndexOf(TaskLayout.AwaitedFields, inner.Name) is var rank && rank < 0 ? int.MaxValue : rank);
        foreach (var inner in candidates)
        {
            if (ReferenceIn(inner, offset + inner.Offset, depth + 1) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
