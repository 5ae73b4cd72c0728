import time
def test_a(node, nodes):
    t=time.time(); c=nodes.copy(node); print("copy", time.time()-t)
    t=time.time(); assert c.verify()["ok"]; print("verify", time.time()-t)
    t=time.time(); print(c.run("list","case","--as","admin","--json")); print("list", time.time()-t)
    t=time.time()
    acts=[{"id":f"00000000-0000-4000-8000-{i:012}","act":"unit.add","by":"admin","unit":{"code":f"u{i}","name":"x","type":"army","from":"2010-01-01"}} for i in range(50)]
    for a in acts: c.play([a])
    print("50 single", time.time()-t)
    t=time.time(); n=nodes.empty(); print("empty", time.time()-t)
    n.enter()
    t=time.time(); nodes.drop(n); print("drop", time.time()-t)
    t=time.time(); c.enter(); print("enter", time.time()-t)
    assert len(c.verify()["problems"])==0
    node.enter()
    print(node.run("journal","stats","--json"))
