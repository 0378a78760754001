using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Long delays without a token that run against other tasks in <c>Task.WhenAny</c>: nobody stops them when the race is over.</summary>
internal static class RacingDelays
{
    // A timer that is over so soon harms nobody, and polling with one is common.
    private const int ShortDelay = 1000;

    /// <summary>The delays among the arguments of the call; none where it is no WhenAny, or only delays race.</summary>
    public static IEnumerable<IInvocationOperation> Of(IInvocationOperation call, TaskTypes tasks)
    {
        if (call.TargetMethod is not { Name: "WhenAny", IsStatic: true } || !tasks.IsTask(call.TargetMethod.ContainingType))
        {
            return [];
        }

        var racers = Racers(call);
        return racers.Count < 2 || racers.TrueForAll(racer => IsDelay(racer, tasks))
            ? []
            : racers.OfType<IInvocationOperation>().Where(racer => IsDelay(racer, tasks) && IsLongWithoutToken(racer));
    }

    /// <summary>Whether the call is such a delay.</summary>
    public static bool IsOne(IInvocationOperation delay, TaskTypes tasks)
    {
        if (!IsDelay(delay, tasks))
        {
            return false;
        }

        var parent = delay.Parent;
        while (parent is not (null or IInvocationOperation or IAnonymousFunctionOperation or IBlockOperation))
        {
            parent = parent.Parent;
        }

        return parent is IInvocationOperation race && Of(race, tasks).Contains(delay);
    }

    private static List<IOperation> Racers(IInvocationOperation call)
    {
        var racers = new List<IOperation>();
        foreach (var argument in call.Arguments)
        {
            var listed = argument.ArgumentKind == ArgumentKind.Explicit && !IsCollection(argument) ? default : argument.SpreadElements();
            if (listed.IsDefaultOrEmpty)
            {
                racers.Add(argument.Value.Unwrapped());
            }
            else
            {
                racers.AddRange(listed.Select(element => element.Unwrapped()));
            }
        }

        return racers;
    }

    private static bool IsCollection(IArgumentOperation argument) => !argument.Value.ListedElements().IsEmpty;

    private static bool IsDelay(IOperation operation, TaskTypes tasks) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Delay", IsStatic: true } method } && tasks.IsTask(method.ContainingType);

    private static bool IsLongWithoutToken(IInvocationOperation delay) =>
        delay.Arguments.All(argument => argument.Parameter?.Type.Name switch
        {
            "CancellationToken" => argument.Value.Unwrapped() is IDefaultValueOperation or IPropertyReferenceOperation { Property.Name: "None" },
            "Int32" => argument.Value.ConstantValue is not { HasValue: true, Value: <= ShortDelay },
            _ => true,
        });
}
