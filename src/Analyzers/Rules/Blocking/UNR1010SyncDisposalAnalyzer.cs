using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>An async function disposes synchronously of what has an asynchronous disposal with work to do.</summary>
public sealed class UNR1010SyncDisposalAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.SyncDisposal);

    public UNR1010SyncDisposalAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Disposables.Exist;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        context.RegisterOperationAction(operation => OnUsing(operation, knowledge), OperationKind.Using, OperationKind.UsingDeclaration);
        context.RegisterOperationAction(operation => OnCall(operation, knowledge), ["Dispose"], OperationKind.Invocation);
    }

    private static void OnUsing(SeenOperation context, ConcurrencyKnowledge knowledge)
    {
        var (resources, isAsynchronous) = context.Operation switch
        {
            IUsingOperation statement => (statement.Resources, statement.IsAsynchronous),
            IUsingDeclarationOperation declaration => (declaration.DeclarationGroup, declaration.IsAsynchronous),
            _ => (null, true),
        };
        if (isAsynchronous || resources is null || Resource(resources) is not var (name, type, value) || ReadingStreams.IsOne(value) || !knowledge.Disposables.DoWork(type) || !IsAsync(context, knowledge))
        {
            return;
        }

        var keyword = context.Operation.Syntax.GetFirstToken();
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, keyword.GetLocation(), name, type.Name));
    }

    private static void OnCall(SeenOperation context, ConcurrencyKnowledge knowledge)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call is { TargetMethod: { Name: "Dispose", Parameters.IsEmpty: true, ReturnsVoid: true }, IsImplicit: false, Instance: { } instance }
            && instance is not IInstanceReferenceOperation
            && call.Syntax.Parent is ExpressionStatementSyntax
            && instance.Unwrapped() is { Type: { } type } resource
            && knowledge.Disposables.DoWork(type)
            && !ReadingStreams.IsOne(resource)
            && IsAsync(context, knowledge))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, CallText.Name(call.Syntax).GetLocation(), CallText.Receiver(resource) ?? type.Name, type.Name));
        }
    }

    // Only in a function with the async keyword; DisposeAsync itself knows what it does.
    private static bool IsAsync(SeenOperation context, ConcurrencyKnowledge knowledge) =>
        AsyncSite.Around(context, knowledge) is { Symbol: IMethodSymbol { IsAsync: true } method }
        && method.Name != "DisposeAsync"
        && TwinGuards.CanAwait(context.Operation.Syntax);

    private static (string Name, ITypeSymbol Type, IOperation? Value)? Resource(IOperation resources) => resources switch
    {
        IVariableDeclarationGroupOperation group => Declared(group),
        { Type: { } type } expression => (CallText.Receiver(expression.Unwrapped()) ?? type.Name, expression.Unwrapped().Type ?? type, expression),
        _ => null,
    };

    // Several in one statement would all have to agree.
    private static (string Name, ITypeSymbol Type, IOperation? Value)? Declared(IVariableDeclarationGroupOperation group) =>
        group.Declarations.Length == 1 && group.Declarations[0].Declarators.Length == 1 && group.Declarations[0].Declarators[0] is var declarator
            ? (declarator.Symbol.Name, declarator.Initializer?.Value.Unwrapped().Type ?? declarator.Symbol.Type, declarator.Initializer?.Value)
            : null;
}
