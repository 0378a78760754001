using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports LINQ operators that copy a shared concurrent dictionary by its count.</summary>
public sealed class UNR5012LinqSnapshotAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.LinqSnapshot);

    public UNR5012LinqSnapshotAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.ConcurrentCollections.Dictionary is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        UnlockedReports.Register(
            context,
            knowledge.LockingCalls,
            static text => text.Has("Concurrent"),
            operation => operation.Operation switch
            {
                IInvocationOperation { Arguments.Length: > 0 } call when CopiesByCount(call.TargetMethod) =>
                    Check(operation, call.Arguments[0].Value, call.TargetMethod.Name, knowledge),
                IObjectCreationOperation { Type: INamedTypeSymbol { Name: "List", Arity: 1 }, Arguments.Length: 1 } creation =>
                    Check(operation, creation.Arguments[0].Value, "new List", knowledge),
                _ => null,
            },
            OperationKind.Invocation,
            OperationKind.ObjectCreation);

    // These ask an ICollection for its Count and let it copy itself into an array of that size.
    private static bool CopiesByCount(IMethodSymbol method) =>
        method.Name is "ToArray" or "ToList" or "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending" or "Reverse"
        && method.ContainingType is { Name: "Enumerable", ContainingNamespace.Name: "Linq" };

    private static Diagnostic? Check(SeenOperation context, IOperation source, string name, ConcurrencyKnowledge knowledge)
    {
        // Only what others can reach: a dictionary in a local is mostly filled by then.
        return source.Unwrapped() is IMemberReferenceOperation { Member: var member } reference
            && IsDictionary(reference, knowledge.ConcurrentCollections)
            && !Enclosing.IsInConstruction(source, context.ContainingSymbol)
            && !Enclosing.MayBeUnderLock(source, knowledge.LockingCalls)
            && !Enclosing.IsInExpressionTree(source)
                ? Diagnostic.Create(s_descriptor, context.Operation.Syntax.GetLocation(), name, member.Name)
                : null;
    }

    // A field that is typed as an interface is known by what it is made from.
    private static bool IsDictionary(IMemberReferenceOperation reference, ConcurrentCollections collections) =>
        collections.IsDictionary(reference.Type)
        || (reference is IFieldReferenceOperation { Field: { IsReadOnly: true, Type.TypeKind: TypeKind.Interface, DeclaringSyntaxReferences: { IsEmpty: false } declarations } }
            && declarations[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: ObjectCreationExpressionSyntax { Type: var type } }
            && (type as SimpleNameSyntax ?? (type as QualifiedNameSyntax)?.Right)?.Identifier.ValueText == "ConcurrentDictionary");
}
