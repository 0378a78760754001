using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>An event whose handlers return tasks is raised by one call: only the last handler's task comes back.</summary>
public sealed class UNR2025MulticastTaskAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.MulticastTask);

    public UNR2025MulticastTaskAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
                    && knowledge.Tasks.IsTaskLike(call.TargetMethod.ReturnType)
                    && EventOf(call.Instance) is { } raised
                    && !IsAwaitOfMaybeNull(call)
                    && operation.Function(knowledge) is not null)
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), raised.Name));
                }
            },
            OperationKind.Invocation);

    /// <summary>The event that is raised, directly, behind <c>?.</c> or by way of a local copy.</summary>
    private static IEventSymbol? EventOf(IOperation? instance) => instance?.Unwrapped() switch
    {
        IEventReferenceOperation reference => reference.Event,
        IConditionalAccessInstanceOperation inner => EventOf(Receiver(inner)),
        ILocalReferenceOperation local => EventOf(Initializer(local)),
        _ => null,
    };

    private static IOperation? Receiver(IConditionalAccessInstanceOperation instance)
    {
        for (IOperation? current = instance; current is not null; current = current.Parent)
        {
            if (current is IConditionalAccessOperation access && access.WhenNotNull.DescendantsAndSelf().Contains(instance))
            {
                return access.Operation;
            }
        }

        return null;
    }

    private static IOperation? Initializer(ILocalReferenceOperation reference)
    {
        var body = reference.Function();
        var declarator = body.OwnDescendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Symbol, reference.Local));
        return declarator?.Initializer?.Value is { } value && value.Unwrapped() is IEventReferenceOperation ? value : null;
    }

    /// <summary><c>await Changed?.Invoke()</c> has a worse fault, and a rule of its own (UNR2013).</summary>
    private static bool IsAwaitOfMaybeNull(IInvocationOperation call) =>
        call.Parent is IConditionalAccessOperation access && access.User() is IAwaitOperation;
}
