using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>A call that starts an operation on an object and leaves its task pending.</summary>
/// <param name="Call">The call that returns the task.</param>
/// <param name="Object">The place of the object.</param>
/// <param name="Name">The object as a reader calls it.</param>
/// <param name="Type">The listed type of the object.</param>
/// <param name="Direction">Reading or writing, where both may be pending at once; null where not.</param>
internal sealed record PendingUse(IInvocationOperation Call, Place Object, string Name, INamedTypeSymbol Type, string? Direction)
{
    /// <summary>The use that an expression is; null when it is no call, awaited here, or not on a listed object.</summary>
    public static PendingUse? Of(IOperation expression, OneAtATimeTypes types, ConcurrencyKnowledge knowledge)
    {
        if (knowledge.Blocking.Source(expression) is not IInvocationOperation call || !knowledge.Tasks.IsTaskOrDerived(call.Type))
        {
            return null;
        }

        // db.Users.Where(...).ToListAsync(): down to the object that everything comes from
        IOperation? current = call;
        while (current is not null)
        {
            if (current != call && types.Find(current.Type) is var (type, byDirection) && Place.Of(current) is { } place)
            {
                var direction = byDirection ? OneAtATimeTypes.Direction(call.TargetMethod.Name) : null;
                return byDirection && direction is null ? null : new(call, place, CallText.Receiver(current) ?? "it", type, direction);
            }

            current = current switch
            {
                IInvocationOperation inner => inner.Receiver()?.Unwrapped(),
                IPropertyReferenceOperation property => property.Instance?.Unwrapped(),
                _ => null,
            };
        }

        return null;
    }

    public bool Meets(PendingUse other) => Object.Equals(other.Object) && Direction == other.Direction;
}
