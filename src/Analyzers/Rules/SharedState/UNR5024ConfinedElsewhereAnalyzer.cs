using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports uses of confined objects in lambdas that run on another thread, unless the object was made there.</summary>
public sealed class UNR5024ConfinedElsewhereAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ConfinedElsewhere);

    public UNR5024ConfinedElsewhereAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var types = new ConfinedTypes(context.Compilation);
        if (types.Any)
        {
            context.RegisterOperationAction(operation => Check(operation, types), OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.FieldReference);
        }
    }

    private static void Check(SeenOperation context, ConfinedTypes types)
    {
        var (instance, member) = context.Operation switch
        {
            IInvocationOperation call => (call.Instance, (ISymbol)call.TargetMethod),
            IMemberReferenceOperation reference => (reference.Instance, reference.Member),
            _ => (null, null!),
        };
        if (instance?.Unwrapped() is not { } receiver
            || IsStepOnTheWay(context.Operation)
            || context.Operation.Function() is not IAnonymousFunctionOperation lambda
            || DelegateUses.Of(lambda) is not { Kind: DelegateUseKind.Concurrent, Api: { } api }
            || HasScheduler(lambda)
            || types.WhyConfined(receiver.Type, (receiver as IMemberReferenceOperation)?.Member, member) is not { } why
            || IsMadeHere(receiver, lambda))
        {
            return;
        }

        var name = CallText.Receiver(receiver) is { } owner ? owner + "." + member.Name : member.Name;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Operation.Syntax.GetLocation(), name, api, why));
    }

    // Of _form.Panel.Text one message is enough, and a plain read of a field of this form is no use of it.
    private static bool IsStepOnTheWay(IOperation operation) =>
        operation is IFieldReferenceOperation && operation.Parent is IMemberReferenceOperation or IInvocationOperation or IConditionalAccessOperation
        || (operation is IPropertyReferenceOperation && operation.Parent is IMemberReferenceOperation or IInvocationOperation);

    // ContinueWith(..., TaskScheduler.FromCurrentSynchronizationContext())
    private static bool HasScheduler(IOperation lambda)
    {
        for (var current = lambda.Parent; current is not null; current = current.Parent)
        {
            if (current is IInvocationOperation call)
            {
                return call.Arguments.Any(static argument => argument.Parameter?.Type.Name == "TaskScheduler");
            }
        }

        return false;
    }

    private static bool IsMadeHere(IOperation receiver, IAnonymousFunctionOperation lambda) => receiver switch
    {
        IObjectCreationOperation => true,
        ILocalReferenceOperation { Local: var local } => local.DeclaringSyntaxReferences.All(declaration => lambda.Syntax.Span.Contains(declaration.Span))
            && VariableFacts.Around(receiver).OnlyValue(local)?.Unwrapped() is IObjectCreationOperation,
        IParameterReferenceOperation { Parameter.ContainingSymbol: var owner } => SymbolEqualityComparer.Default.Equals(owner, lambda.Symbol),
        _ => false,
    };
}
